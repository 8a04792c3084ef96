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

  private final Window window;
  private long epoch;
  private long side;
  private long confirmed;
  private long lastAt;
  private long sparedUntil;

  public Ledger(long epoch) {
    this(epoch, 1, 0);
  }

  /** A room that begins now. */
  public static Ledger fresh() {
    Ledger ledger = new Ledger(Epochs.fresh());
    ledger.touch(System.currentTimeMillis());
    return ledger;
  }

  /** A ledger whose first message will be {@code first}: what is below is gone. */
  public Ledger(long epoch, long first, long lastAt) {
    this.window = new Window(first);
    this.epoch = epoch;
    this.confirmed = first - 1;
    this.lastAt = lastAt;
  }

  public long epoch() {
    return epoch;
  }

  /** The part of a split cluster that numbers here, 0 when it is whole. */
  public long side() {
    return side;
  }

  /** From here on numbers mean what they mean on this side only. */
  public void fork(long side, long epoch) {
    this.side = side;
    this.epoch = epoch;
    this.confirmed = first() - 1; // of the new epoch no replica has anything
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

  /** The number of the message: a new one, or the first one again where client and id are known. */
  public long append(Draft draft, long now, Retention keep) {
    long known = find(draft);
    if (known > 0) {
      return known;
    }
    long seq = window.next();
    put(seq, Math.max(now, lastAt), draft);
    while (now < sparedUntil ? window.bytes() > 2 * keep.bytes() : isMoreThan(keep)) {
      window.dropFirst();
    }
    return seq;
  }

  private boolean isMoreThan(Retention keep) {
    return window.size() > keep.messages() || window.bytes() > keep.bytes();
  }

  /**
   * Until then more is kept than usual, for those who have not seen it yet: at most twice the
   * bytes. Replicas are not told; one that takes over trims as usual.
   */
  public void spareUntil(long time) {
    sparedUntil = time;
  }

  /**
   * Sets the message at its number, as a replica does. It may come twice, and may leave a hole
   * below that a later call fills.
   */
  public void put(long seq, long at, Draft draft) {
    window.put(seq, at, draft);
    touch(at);
  }

  /** Drops what is below {@code seq}. */
  public void trimBelow(long seq) {
    while (window.size() > 0 && window.first() < seq) {
      window.dropFirst();
    }
    if (window.next() < seq) {
      window.skipTo(seq);
    }
  }

  /** The number under which client and id are known, or 0. */
  public long find(Draft draft) {
    return window.find(draft);
  }

  public long at(long seq) {
    return window.at(seq);
  }

  /** False on a replica that lacks messages below its head. */
  public boolean isWhole() {
    return !window.hasHoles();
  }

  /**
   * The same messages closed up, under a new epoch. A hole in a replica that has become the owner
   * was never confirmed to anybody, and nobody is left who could fill it.
   */
  public Ledger withoutHoles() {
    Ledger whole = new Ledger(Epochs.fresh(), first(), lastAt);
    for (Entry entry : all()) {
      whole.put(whole.head() + 1, entry.at(), entry.draft());
    }
    return whole;
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
