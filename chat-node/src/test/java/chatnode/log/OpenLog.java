package chatnode.log;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import chatnode.store.Store;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A log of one room that a test writes to behind everybody's back, as other nodes do. */
public final class OpenLog extends BareLog {
  private static final int MESSAGE = Draft.text(new Person("c", "nick"), "m1000", text()).size();

  /** A thousand messages. */
  public static final Retention KEPT =
      new Retention(Duration.ofMinutes(2), 1000L * MESSAGE, Duration.ofMinutes(10), false);

  public Ledger ledger = new Ledger(1);
  public Future<Void> answer = Future.succeededFuture();
  public Runnable afterRead = () -> {};
  public int reads;
  public long lastAfter;

  private static String text() {
    return "x".repeat(100);
  }

  /** Ids are of one length, so that KEPT means what it says. */
  public Entry append() {
    String id = "m" + (1000 + ledger.head());
    Draft draft = Draft.text(new Person("c", "nick"), id.substring(0, 5), text());
    long head = ledger.head();
    Draft unique = head < 9000 ? draft : Draft.text(new Person("d", "nick"), id, text());
    return new Entry(ledger.append(unique, 1, KEPT), 1, unique);
  }

  public List<Entry> append(int count) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(append());
    }
    return entries;
  }

  @Override
  public Future<Slice> open(String room, int recent) {
    return slice(-1, ledger.before(Long.MAX_VALUE, recent));
  }

  @Override
  public Future<Appended> append(String room, List<Draft> drafts) {
    return answer.map(v -> Batch.append(ledger, drafts, 1, KEPT));
  }

  @Override
  public Future<Slice> since(String room, long epoch, long after, int max) {
    reads++;
    lastAfter = after;
    long place = ledger.placeOf(epoch, after);
    List<Entry> entries = place < 0 ? ledger.before(Long.MAX_VALUE, max) : ledger.since(place, max);
    Future<Slice> slice = slice(place, entries);
    afterRead.run();
    return slice;
  }

  @Override
  public Future<Slice> follow(String room, Head delivered, int max) {
    return since(room, delivered.epoch(), delivered.seq(), max);
  }

  @Override
  public Future<Store.Page> history(String room, OptionalLong epoch, long before, int max) {
    return answer.map(
        v -> new Store.Page(placed(ledger.epoch(), ledger.before(before, max)), null));
  }

  private Future<Slice> slice(long after, List<Entry> entries) {
    Slice slice = new Slice(ledger.epoch(), after, ledger.first(), ledger.head(), entries);
    return answer.map(slice);
  }

  @Override
  public Future<Map<String, Head>> heads(Collection<String> rooms) {
    return answer.map(v -> Map.of("room", new Head(ledger.epoch(), ledger.head())));
  }
}
