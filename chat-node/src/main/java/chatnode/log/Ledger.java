package chatnode.log;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.store.Origin;
import chatnode.store.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * The log's rule for one room: number, dedupe, trim. A plain class without threads; its owner calls
 * it from one place at a time.
 */
public final class Ledger {
  /** What changes something that is not there, or was deleted, gets no number but this. */
  static final long NOT_FOUND = -1;

  /** Or this, where what it changes may be in the store. */
  static final long UNKNOWN = -2;

  private static final int PAGE_BYTES = 256 * 1024;
  private static final int OWN_MEMORY = 400;

  /** Bytes of a room from which on one person's share of it matters; less are a few messages. */
  private static final int SHARED = 1 << 20;

  /** Bytes that may wait for the store on top of what a room keeps; then it takes no more. */
  private static final long UNSTORED = 8 << 20;

  private static final int LITTLE = 64 * 1024;
  private static final int UNSTORED_PAGE = 1 << 20;

  private final Window window;
  private final Share share;
  private final Changes changes;
  private final Stored stored;
  private Lineage lineage;
  private Origin origin;
  private long side;
  private long confirmed;
  private long lastAt;
  private long openedAt;
  private boolean sealed;

  public Ledger(long epoch) {
    this(new Origin(epoch, 1, 0, 0), 1, Lineage.NONE);
  }

  /** A ledger whose first message will be {@code first}: what is below is gone. */
  public Ledger(Origin origin, long first, Lineage lineage) {
    this.window = new Window(first);
    this.share = new Share(window);
    this.changes = new Changes(window);
    this.stored = new Stored(first - 1);
    this.lineage = lineage;
    this.origin = origin;
    this.confirmed = first - 1;
  }

  /** As it was opened from the store, where all up to here is. */
  Ledger opened(long head, long side, long now) {
    stored.add(known(), head);
    confirmed = first() - 1;
    this.side = side;
    openedAt = now;
    return this;
  }

  public long epoch() {
    return origin.epoch();
  }

  /** Where the epoch comes from, for the store. */
  public Origin origin() {
    return origin;
  }

  /** Somebody else has written this turn: the room's next one is a later one. */
  public void raise(long turn) {
    if (turn > origin.turn()) {
      origin = new Origin(origin.epoch(), turn, origin.parent(), origin.after());
    }
  }

  public Lineage lineage() {
    return lineage;
  }

  /** The part of a split cluster that numbers here, 0 when it is whole. */
  public long side() {
    return side;
  }

  /**
   * From here on numbers mean what they mean on this side only. What no replica was known to have
   * may be numbered otherwise on the other side already.
   */
  public void fork(long side, long now) {
    lineage = lineage.with(epoch(), confirmed);
    begin(Epochs.of(side, now), Math.min(confirmed, stored.mark()));
    this.side = side;
    confirmed = first() - 1; // of the new epoch no replica has anything
  }

  /**
   * The store has something else at {@code seq} of this epoch, which must not be: from there on
   * what is here has another epoch.
   */
  public boolean renew(long epoch, long seq, long now) {
    if (epoch != epoch()) {
      return false;
    }
    long shared = Math.min(stored.mark(), seq - 1);
    lineage = lineage.with(epoch, shared);
    begin(Epochs.fresh(now), shared);
    confirmed = first() - 1;
    return true;
  }

  /** In the store, what it does not have yet belongs to the new epoch. */
  private void begin(long epoch, long after) {
    origin = new Origin(epoch, origin.turn() + 1, origin.epoch(), after);
    stored.cut(after);
  }

  /** As it was written out. */
  public void restore(long side, long confirmed) {
    this.side = side;
    confirm(confirmed);
  }

  /** As it was written out, too. */
  public void restore(long stored, long openedAt, boolean sealed) {
    this.stored.add(Math.min(known(), stored), Math.min(stored, head()));
    this.openedAt = Math.max(this.openedAt, openedAt);
    this.sealed = sealed;
  }

  /** Up to here the store has everything. */
  public long stored() {
    return stored.mark();
  }

  /** The store has these numbers. */
  public Ledger stored(List<Ledgers.Stretch> stretches) {
    for (Ledgers.Stretch each : stretches) {
      if (each.epoch() == epoch()) {
        stored.add(each.from(), Math.min(each.to(), head()));
      }
    }
    return this;
  }

  /** Whether the store has everything, as far as anything is to be stored. */
  public boolean isStored(Retention keep) {
    return !keep.stays() || stored.mark() >= head();
  }

  /** What the store may not have, oldest first; a part of it when it is much. */
  public List<Entry> unstored() {
    List<Entry> entries = new ArrayList<>();
    long size = 0;
    for (long seq = Math.max(first(), stored.mark() + 1);
        seq <= head() && size < UNSTORED_PAGE;
        seq++) {
      Entry entry = stored.has(seq) ? null : entry(seq);
      if (entry != null) {
        entries.add(entry);
        size += entry.draft().size();
      }
    }
    return entries;
  }

  private long waitingSince() {
    return at(Math.max(first(), Math.min(stored.mark() + 1, head())));
  }

  /** So much waits for the store that the room takes no more. */
  public boolean isClogged(Retention keep) {
    return keep.stays()
        && stored.mark() < head()
        && window.bytes() > Math.max(keep.bytes(), UNSTORED) + UNSTORED;
  }

  /**
   * It is about to leave memory: nothing is numbered until somebody opens it from the store. Null,
   * and nothing has happened, when not all of it is stored or it was not idle for so long.
   */
  public Store.Closing seal(String room, long idleBefore, Retention keep) {
    if (!isStored(keep) || !isWhole() || idleSince() >= idleBefore) {
      return null;
    }
    sealed = true;
    return new Store.Closing(room, epoch(), origin.turn() + 1, head());
  }

  public boolean isSealed() {
    return sealed;
  }

  /** Whether nothing has changed since. */
  public boolean isSealedAs(Store.Closing closing) {
    return sealed && closing.epoch() == epoch() && closing.turn() == origin.turn() + 1;
  }

  public Ledgers.Standing standing(String room, Retention keep) {
    return new Ledgers.Standing(
        room, origin, idleSince(), memory(), isStored(keep) ? Long.MAX_VALUE : waitingSince());
  }

  /** From here on ids are known, though messages may be kept from {@link #first} only. */
  public long known() {
    return window.known();
  }

  /** The oldest message kept; {@code head() + 1} when none is. */
  public long first() {
    return window.first();
  }

  /** The last number given, 0 before the first. */
  public long head() {
    return window.next() - 1;
  }

  /** Up to where a replica is known to hold everything. */
  public long confirmed() {
    return confirmed;
  }

  public void confirm(long seq) {
    confirmed = Math.max(confirmed, Math.min(seq, head()));
  }

  /** When the last message came; epoch milliseconds. */
  public long lastAt() {
    return lastAt;
  }

  /** When it came into memory; epoch milliseconds. */
  public long openedAt() {
    return openedAt;
  }

  /** When it was last written to, or opened. */
  public long idleSince() {
    return Math.max(lastAt, openedAt);
  }

  public void touch(long now) {
    lastAt = Math.max(lastAt, now);
  }

  /** What it takes, about. */
  public long memory() {
    return OWN_MEMORY + window.memory() + changes.memory();
  }

  public long append(Draft draft, long now, Retention keep) {
    return append(draft, false, now, keep);
  }

  /**
   * The number of the message: a new one, or the first one again where client and id are known; 0
   * for one that is not taken, as its sender would crowd the others out; {@link #NOT_FOUND} or
   * {@link #UNKNOWN} for a change of something that is not here, unless {@code isStored}.
   */
  long append(Draft draft, boolean isStored, long now, Retention keep) {
    long known = find(draft);
    if (known > 0) {
      return known;
    }
    long refusal = draft.kind() == Draft.Kind.MESSAGE ? 0 : changes.refusal(draft, isStored);
    if (refusal != 0) {
      return refusal;
    }
    if (window.bytes() + draft.size() > keep.bytes()
        && draft.kind() != Draft.Kind.DELETE
        && crowdsOut(draft.clientKey(), now, keep)) {
      return 0;
    }
    long seq = window.next();
    put(seq, now, draft);
    while (window.bytes() > keep.bytes() && mayDrop(keep)) {
      dropFirst();
    }
    forget(now, keep);
    return seq;
  }

  private void dropFirst() {
    changes.drop(first());
    window.dropFirst();
  }

  /** Whether who has most of what is kept would push out what others have said of late. */
  private boolean crowdsOut(long client, long now, Retention keep) {
    Entry oldest = window.entry(window.first());
    return keep.bytes() >= SHARED
        && oldest != null
        && now - oldest.at() < keep.window().toMillis()
        && oldest.draft().clientKey() != client
        && share.isHeldBy(client);
  }

  /** What has yet to be stored is nowhere else. */
  private boolean mayDrop(Retention keep) {
    return !keep.stays() || stored.has(window.first());
  }

  /** Keeps no more than it has to, {@code hard} only little of what the store has too. */
  public void squeeze(long now, Retention keep, boolean hard) {
    long since = now - keep.window().toMillis();
    long most = hard && keep.stays() ? LITTLE : Long.MAX_VALUE;
    while (window.first() < window.next()
        && (window.at(window.first()) < since || window.bytes() > most)
        && mayDrop(keep)) {
      dropFirst();
    }
    forget(now, keep);
  }

  private void forget(long now, Retention keep) {
    long since = now - keep.remember().toMillis();
    while (window.known() < window.first()
        && (window.at(window.known()) < since || window.next() - window.known() > keep.ids())) {
      window.forgetFirst();
    }
  }

  /**
   * Sets the message at its number, as a replica does. It may come twice, and may leave a hole
   * below that a later call fills. Times never fall, whatever the clocks say. What it changes is
   * changed with it.
   */
  public void put(long seq, long at, Draft draft) {
    if (window.put(seq, seq > head() ? Math.max(at, lastAt) : at, draft)) {
      changes.carryOut(seq, draft);
    }
    touch(at);
  }

  /** Behind all others comes a number of which only time and id are known. */
  public void remember(long at, long key) {
    window.remember(at, key);
  }

  /** Drops what is below {@code first}, and of that which is below {@code known} the ids too. */
  public void trimBelow(long first, long known) {
    if (window.next() < first) {
      window.skipTo(first);
      changes.clear();
    }
    while (window.first() < first) {
      dropFirst();
    }
    while (window.known() < Math.min(known, window.first())) {
      window.forgetFirst();
    }
  }

  /** The number under which client and id are known, or 0. */
  public long find(Draft draft) {
    return window.find(draft);
  }

  /** When a number was given, whose id is known. */
  public long at(long seq) {
    return window.at(seq);
  }

  /** The id of a number, as {@link Draft#key} has it. */
  public long key(long seq) {
    return window.key(seq);
  }

  /** Whether at least the id of a number is known. */
  boolean isKnown(long seq) {
    return window.isKnown(seq);
  }

  /** The message at a number, or null when it is not kept. */
  public Entry entry(long seq) {
    return window.entry(seq);
  }

  /** False on a replica that lacks messages below its head. */
  public boolean isWhole() {
    return !window.hasHoles();
  }

  /**
   * The same messages closed up, under a new epoch. A hole in a replica that has become the owner
   * was never confirmed to anybody, and nobody is left who could fill it.
   */
  public Ledger withoutHoles(long now) {
    long shared = window.firstHole() - 1;
    Ledger whole = copy();
    whole.lineage = lineage.with(epoch(), shared);
    whole.begin(Epochs.fresh(now), Math.min(shared, stored.mark()));
    whole.confirmed = first() - 1;
    return whole;
  }

  /** The same messages and ids, without holes. */
  public Ledger copy() {
    Ledger copy = new Ledger(origin, known(), lineage);
    for (long seq = known(); seq < first(); seq++) {
      copy.remember(at(seq), key(seq));
    }
    all().forEach(entry -> copy.put(copy.head() + 1, entry.at(), entry.draft()));
    copy.touch(lastAt);
    copy.stored.copy(stored);
    copy.restore(side, confirmed);
    copy.restore(stored.mark(), openedAt, sealed);
    return copy;
  }

  /**
   * With what only another part of the cluster has, behind all that is here; itself where that is
   * nothing.
   */
  public Ledger with(Ledger others) {
    Ledger joined = copy();
    joined.sealed = false;
    joined.lineage = Merge.into(joined, others);
    boolean isSame =
        joined.head() == head() && joined.lineage == lineage && joined.origin == origin && !sealed;
    return isSame ? this : joined;
  }

  /**
   * The number here of what {@code seq} is under {@code epoch}, or the last one the two share; -1
   * when nothing is known of that epoch, or the number has yet to be given. {@link RoomLog#PRESENT}
   * is this one.
   */
  public long placeOf(long epoch, long seq) {
    if (epoch == epoch() || epoch == RoomLog.PRESENT) {
      return seq <= head() ? seq : -1;
    }
    long shared = lineage.sharedWith(epoch);
    return shared < 0 ? -1 : Math.min(seq, shared);
  }

  /** Messages above {@code after}, oldest first, as many as {@code max} and 256 KiB allow. */
  public List<Entry> since(long after, int max) {
    return window.range(Math.max(after + 1, first()), window.next(), max, PAGE_BYTES);
  }

  /**
   * The newest {@code max} messages below {@code before}, oldest first; fewer when they are large.
   */
  public List<Entry> before(long before, int max) {
    long end = Math.max(first(), Math.min(before, window.next()));
    long from = end;
    long size = 0;
    while (from > first() && end - from < max && size < PAGE_BYTES) {
      from--;
      size += window.size(from);
    }
    return window.range(from, end, max, Long.MAX_VALUE);
  }

  /** Everything kept, oldest first. */
  public List<Entry> all() {
    return above(first() - 1);
  }

  /** Everything that is not known to be on a replica. */
  public List<Entry> unconfirmed() {
    return above(Math.max(confirmed, first() - 1));
  }

  private List<Entry> above(long after) {
    return window.range(after + 1, window.next(), Integer.MAX_VALUE, Long.MAX_VALUE);
  }
}
