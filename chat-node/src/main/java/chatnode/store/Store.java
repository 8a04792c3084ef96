package chatnode.store;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Mark;
import chatnode.protocol.Placed;
import chatnode.protocol.Reference;
import io.vertx.core.Future;
import java.util.List;

/**
 * Where messages stay. Nothing here blocks its caller; futures complete on the caller's context.
 *
 * <p>A room's messages lie there under their epoch and number. Epochs form a tree: each goes on
 * where another ends ({@link Origin}), and the line from the present one back to the first is the
 * room's history, in which numbers rise without repeat. What lies beside that line - of a part of
 * the cluster that went on alone, or of a node that wrote after the room had begun anew elsewhere -
 * is not lost: whoever opens the room is handed it to append it ({@link #strays}).
 */
public interface Store {

  /** Names and state, for readiness, metrics and the sentences that tell of them. */
  StoreState state();

  /**
   * The key that all who share this store sign with: {@code fresh} if there was none yet. Blocks;
   * to be asked at the start only.
   */
  byte[] identityKey(byte[] fresh) throws StoreProblem;

  /**
   * Completes when all of it is on disk. An outage only makes it take longer: it is tried again
   * until it is done. Fails with {@link Busy} where too much waits already, and with {@link
   * Conflict} where another message is at one of these places; nothing else of the same room and
   * epoch is then written.
   */
  Future<Void> write(String room, Origin origin, List<Entry> entries);

  /**
   * Takes a room into memory. It goes on under its last epoch when that was closed and nothing lies
   * beside the line, else under one of its own that begins behind everything stored. That it is
   * open is on disk before this completes. Fails where the store cannot be reached.
   */
  Future<Opened> open(String room, Opening how);

  /**
   * These rooms leave memory: everything numbered in them is stored and nobody may number any more
   * until somebody opens them. Completes when that is on disk.
   */
  Future<Void> close(List<Closing> rooms);

  /** What lies beside the line of {@code origin} and is not in it, in the order it was written. */
  Future<List<Entry>> strays(String room, Origin origin);

  /**
   * Up to which number {@code epoch} has the same messages as the line of {@code other}; 0 when
   * nothing is known of one of them.
   */
  Future<Long> shared(String room, long epoch, long other);

  /**
   * The newest {@code max} below number {@code before} of {@code epoch}, oldest first, back along
   * the line on which that epoch lies. {@code epoch} 0 is the present one; of an unknown one
   * nothing is found.
   */
  Future<Page> before(String room, long epoch, long before, int max);

  /** Where these were stored, draft by draft; null for those that were not. */
  Future<List<Place>> find(String room, List<Draft> drafts);

  /** Whether there is such a message in the present line of the room, and it was not deleted. */
  Future<Boolean> stands(String room, Reference message);

  Future<Found> search(Query query);

  /** Everything that waits is written, or {@code patienceMs} have passed; then all is closed. */
  Future<Void> stop(long patienceMs);

  /** Where a message is, and when it was numbered. */
  record Place(long epoch, long seq, long at) {}

  /** {@code next} is from where on there is more, or null. */
  record Page(List<Placed> messages, Mark next) {}

  /** That this room is stored up to {@code head} of this epoch, and who opens it next. */
  record Closing(String room, long epoch, long turn, long head) {}

  /**
   * @param epoch the epoch to begin, if one has to be begun; the store may choose a larger one
   * @param goOn whether the room's last epoch may be gone on with
   * @param entries so many messages at most are brought along
   * @param bytes and so many bytes of them
   * @param windowMs only those that are at most so much older than the last one, but always some
   * @param rememberMs ids of those that are at most so much older than the last one
   * @param ids so many ids at most
   */
  record Opening(
      long epoch, boolean goOn, int entries, long bytes, long windowMs, long rememberMs, int ids) {}

  /** Of an id all that is kept in memory: {@link Draft#key}. */
  record Id(long at, long key) {}

  /**
   * A room as it is stored.
   *
   * @param origin of the epoch to number under
   * @param head the last number stored, 0 for none; the next one follows on it
   * @param lastAt when that was, 0 for never
   * @param entries the newest messages, oldest first, without hole up to head
   * @param ids of the numbers right below those, oldest first
   * @param line other epochs of the room, and up to which number each shares its messages with this
   *     one, oldest first
   * @param strays what lay beside the line, to be appended
   */
  record Opened(
      Origin origin,
      long head,
      long lastAt,
      List<Entry> entries,
      List<Id> ids,
      List<Shared> line,
      List<Entry> strays) {}

  /** Up to {@code seq} the numbers of {@code epoch} mean the same. */
  record Shared(long epoch, long seq) {}

  /**
   * Messages in one of {@code rooms} that contain {@code text}, newest first; case and composition
   * of letters aside.
   *
   * @param before where the last page ended, or null
   */
  record Query(List<String> rooms, String text, Mark before, int limit) {}

  record Hit(String room, Placed message) {}

  /** {@code next} is where the next page goes on, or null. */
  record Found(List<Hit> hits, Mark next) {}

  /** Too much waits to be stored already: this was not taken, and may be tried again later. */
  final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Busy() {
      super("too much waits for the store", null, false, false);
    }
  }

  /** The store does not answer: nothing was read. */
  final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unreachable(String sentence) {
      super(sentence, null, false, false);
    }
  }

  /** Another message is stored at this place. */
  final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient long seq;

    public Conflict(String room, long epoch, long seq) {
      super("another message is at " + epoch + ":" + seq + " of room " + room, null, false, false);
      this.seq = seq;
    }

    public long seq() {
      return seq;
    }
  }
}
