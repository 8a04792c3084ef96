package chatnode.log;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import java.util.List;

/**
 * The log's rule for one room: number, dedupe, trim. A plain class without threads; its owner calls
 * it from one place at a time.
 */
public final class Ledger {
  private static final int PAGE_BYTES = 256 * 1024;
  private static final int OWN_MEMORY = 400;

  /** Bytes of a room from which on one person's share of it matters; less are a few messages. */
  private static final int SHARED = 1 << 20;

  private final Window window;
  private final Share share;
  private Lineage lineage;
  private long epoch;
  private long side;
  private long confirmed;
  private long lastAt;

  public Ledger(long epoch) {
    this(epoch, 1, 0, Lineage.NONE);
  }

  /** A ledger whose first message will be {@code first}: what is below is gone. */
  public Ledger(long epoch, long first, long lastAt, Lineage lineage) {
    this.window = new Window(first);
    this.share = new Share(window);
    this.lineage = lineage;
    this.epoch = epoch;
    this.confirmed = first - 1;
    this.lastAt = lastAt;
  }

  /** A room that begins now. */
  public static Ledger fresh(long now) {
    return new Ledger(Epochs.fresh(now), 1, now, Lineage.NONE);
  }

  /**
   * A room of which this part of a split cluster has no copy, but somebody who was given all of it
   * up to {@code delivered}: it goes on behind that.
   */
  public static Ledger behind(RoomLog.Head delivered, long side, long now) {
    Lineage lineage = Lineage.NONE.with(delivered.epoch(), delivered.seq());
    Ledger ledger = new Ledger(Epochs.of(side, now), delivered.seq() + 1, now, lineage);
    ledger.side = side;
    return ledger;
  }

  public long epoch() {
    return epoch;
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
    lineage = lineage.with(epoch, confirmed);
    epoch = Epochs.of(side, now);
    this.side = side;
    confirmed = first() - 1; // of the new epoch no replica has anything
  }

  /** As it was written out. */
  public void restore(long side, long confirmed) {
    this.side = side;
    confirm(confirmed);
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

  /** When the last message came, or the room began; epoch milliseconds. */
  public long lastAt() {
    return lastAt;
  }

  public void touch(long now) {
    lastAt = Math.max(lastAt, now);
  }

  /** What it takes, about. */
  public long memory() {
    return OWN_MEMORY + window.memory();
  }

  /**
   * The number of the message: a new one, or the first one again where client and id are known; 0
   * for one that is not taken, as its sender would crowd the others out.
   */
  public long append(Draft draft, long now, Retention keep) {
    long known = find(draft);
    if (known > 0) {
      return known;
    }
    if (window.bytes() + draft.size() > keep.bytes() && crowdsOut(draft.clientKey(), now, keep)) {
      return 0;
    }
    long seq = window.next();
    put(seq, now, draft);
    while (window.bytes() > keep.bytes()) {
      window.dropFirst();
    }
    forget(now, keep);
    return seq;
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

  /** Keeps no more than it has to. */
  public void squeeze(long now, Retention keep) {
    long since = now - keep.window().toMillis();
    while (window.first() < window.next() && window.at(window.first()) < since) {
      window.dropFirst();
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
   * below that a later call fills. Times never fall, whatever the clocks say.
   */
  public void put(long seq, long at, Draft draft) {
    window.put(seq, seq > head() ? Math.max(at, lastAt) : at, draft);
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
    }
    while (window.first() < first) {
      window.dropFirst();
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
    Ledger whole = copy(Epochs.fresh(now));
    whole.lineage = lineage.with(epoch, window.firstHole() - 1);
    whole.confirmed = first() - 1;
    return whole;
  }

  /** The same messages and ids, without holes. */
  public Ledger copy(long epoch) {
    Ledger copy = new Ledger(epoch, known(), 0, lineage);
    for (long seq = known(); seq < first(); seq++) {
      copy.remember(at(seq), key(seq));
    }
    all().forEach(entry -> copy.put(copy.head() + 1, entry.at(), entry.draft()));
    copy.touch(lastAt);
    copy.restore(side, confirmed);
    return copy;
  }

  /**
   * What only another part of the cluster has: it comes behind all that is here, and who knows the
   * room by that part's numbers is told what came after the two parted.
   */
  public Ledger with(Ledger others) {
    long parted = firstDifference(others, partedFrom(others) + 1) - 1;
    Ledger joined = copy(epoch);
    for (Entry entry : others.all()) {
      boolean isTrimmedHere = entry.seq() <= parted && entry.seq() < known();
      if (find(entry.draft()) == 0 && !isTrimmedHere) {
        joined.put(joined.head() + 1, entry.at(), entry.draft());
      }
    }
    if (others.epoch != epoch && parted > 0) {
      joined.lineage = lineage.with(others.epoch, parted);
    }
    return joined.head() == head() && joined.lineage == lineage ? this : joined;
  }

  /** What is known to be shared lags behind what is: an id under the same number is the same. */
  private long firstDifference(Ledger others, long from) {
    long seq = from;
    while (window.isKnown(seq) && others.window.isKnown(seq) && key(seq) == others.key(seq)) {
      seq++;
    }
    return seq;
  }

  /** The last number that is known to mean the same here and there; 0 when none does. */
  private long partedFrom(Ledger others) {
    if (others.epoch == epoch) {
      return Math.min(confirmed, others.confirmed);
    }
    long theirs = others.lineage.sharedWith(epoch);
    long ours = lineage.sharedWith(others.epoch);
    if (theirs >= 0 || ours >= 0) {
      return Math.max(theirs, ours);
    }
    return lineage.shared().stream()
        .filter(each -> others.lineage.sharedWith(each.epoch()) >= 0)
        .mapToLong(each -> Math.min(each.seq(), others.lineage.sharedWith(each.epoch())))
        .max()
        .orElse(0);
  }

  /**
   * The number here of what {@code seq} is under {@code epoch}, or the last one the two share; -1
   * when nothing is known of that epoch, or the number has yet to be given.
   */
  public long placeOf(long epoch, long seq) {
    if (epoch == this.epoch) {
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
