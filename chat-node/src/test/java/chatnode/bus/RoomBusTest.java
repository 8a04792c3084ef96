package chatnode.bus;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.count.BusCounts;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import chatnode.protocol.RoomName;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A batch goes where somebody listens, and to everybody while that is not known. */
class RoomBusTest {
  private static final int SECONDS = 30;
  private static final String ROOMS = "chat.rooms";

  /** All follow it: whoever has heard of it has heard what was sent before. */
  private static final String LAST = RoomName.OF_THE_HOUSE;

  private static final Person ANN = new Person("1", "ann");

  private final PaperCluster cluster = new PaperCluster();
  private final List<Vertx> members = new ArrayList<>();
  private final Known known = new Known();

  /** What a test says of who listens. */
  private static final class Known implements Interest {
    final Map<String, Set<String>> nodes = new ConcurrentHashMap<>();
    volatile boolean isComplete = true;

    @Override
    public Optional<Set<String>> in(String room) {
      return isComplete ? Optional.of(nodes.getOrDefault(room, Set.of())) : Optional.empty();
    }

    @Override
    public void begin(String room) {}

    @Override
    public void end(String room) {}
  }

  /** One loop of a node that takes whatever it is sent. */
  private final class Loop implements RoomBus.Listener {
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    final BusCounts counts = new BusCounts();
    private final Context context;
    private final RoomBus bus;

    Loop(String node) throws Exception {
      Vertx vertx = join(node);
      context = vertx.getOrCreateContext();
      bus = on(() -> new RoomBus(vertx, node, known, counts));
      await(on(() -> bus.listen(this)));
    }

    private <T> T on(Supplier<T> work) throws Exception {
      CompletableFuture<T> done = new CompletableFuture<>();
      context.runOnContext(v -> done.complete(work.get()));
      return done.get(SECONDS, TimeUnit.SECONDS);
    }

    /** All in one turn. */
    void say(String... rooms) {
      context.runOnContext(
          v -> {
            for (String room : rooms) {
              bus.publish(one(room));
            }
          });
    }

    @Override
    public boolean wants(String room) {
      return true;
    }

    @Override
    public void batch(RoomBatch batch) {
      heard.add(batch.room());
    }

    @Override
    public void beat(Beat beat) {}

    @Override
    public void nodeLeft(String node) {}

    @Override
    public void merged() {}

    List<String> heardUntil(String last) throws Exception {
      List<String> rooms = new ArrayList<>();
      String room;
      do {
        room = heard.poll(SECONDS, TimeUnit.SECONDS);
        assertThat(room).as("heard in time").isNotNull();
        rooms.add(room);
      } while (!room.equals(last));
      return rooms;
    }
  }

  private static RoomBatch one(String room) {
    return new RoomBatch(room, 1, List.of(new Entry(1, 2, Draft.text(ANN, "id", "text"))));
  }

  private Vertx join(String node) throws Exception {
    Vertx vertx = await(cluster.join(node));
    members.add(vertx);
    return vertx;
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
  }

  @AfterEach
  void leave() throws Exception {
    await(Future.all(members.stream().map(Vertx::close).toList()));
  }

  @Test
  void aBatchGoesToItsOwnNodeAndToThoseOnWhichSomebodyListens() throws Exception {
    Loop a = new Loop("a");
    Loop b = new Loop("b");
    Loop c = new Loop("c");
    known.nodes.put("both", Set.of("b", "c"));
    known.nodes.put("one", Set.of("c"));
    a.say("nobody's", "both", "one", LAST);
    assertThat(a.heardUntil(LAST)).containsExactly("nobody's", "both", "one", LAST);
    assertThat(b.heardUntil(LAST)).containsExactly("both", LAST);
    assertThat(c.heardUntil(LAST)).containsExactly("both", "one", LAST);
    assertThat(a.counts.sentToListeners()).isEqualTo(3);
    assertThat(a.counts.sentToAll()).isEqualTo(1);
    assertThat(b.counts.heardWanted()).isEqualTo(2);
  }

  @Test
  void whileItIsNotKnownWhoListensAllHearEverything() throws Exception {
    Loop a = new Loop("a");
    Loop b = new Loop("b");
    known.isComplete = false;
    a.say("nobody's", LAST);
    assertThat(a.heardUntil(LAST)).containsExactly("nobody's", LAST);
    assertThat(b.heardUntil(LAST)).containsExactly("nobody's", LAST);
  }

  /** It listens at the one address, sends everything there, and says nothing of what it wants. */
  @Test
  void aNodeOfAnOlderVersionHearsAndIsHeard() throws Exception {
    Loop a = new Loop("a");
    Vertx older = join("older");
    BlockingQueue<Buffer> heard = new LinkedBlockingQueue<>();
    await(
        older
            .eventBus()
            .<Buffer>consumer(ROOMS, message -> heard.add(message.body()))
            .completion());
    known.isComplete = false;
    a.say("one", "two");
    List<String> rooms = new ArrayList<>();
    RoomBatch.read(
        heard.poll(SECONDS, TimeUnit.SECONDS), 1, room -> true, each -> rooms.add(each.room()));
    assertThat(rooms).containsExactly("one", "two");
    assertThat(a.heardUntil("two")).containsExactly("one", "two");
    Buffer theirs = Buffer.buffer().appendByte((byte) 1);
    one("theirs").appendTo(theirs);
    older.eventBus().publish(ROOMS, theirs);
    assertThat(a.heardUntil("theirs")).containsExactly("theirs");
  }

  @Test
  void batchesOfATurnLeaveAsOneForEachNode() throws Exception {
    Loop a = new Loop("a");
    Vertx b = join("b");
    BlockingQueue<Buffer> heard = new LinkedBlockingQueue<>();
    await(
        b.eventBus()
            .<Buffer>consumer(ROOMS + ".b", message -> heard.add(message.body()))
            .completion());
    known.nodes.put("one", Set.of("b"));
    known.nodes.put("two", Set.of("b"));
    a.say("one", "two", "nobody's", "one");
    List<String> rooms = new ArrayList<>();
    RoomBatch.read(
        heard.poll(SECONDS, TimeUnit.SECONDS), 1, room -> true, each -> rooms.add(each.room()));
    assertThat(rooms).containsExactly("one", "two", "one");
  }

  @Test
  void whatANodeIsSentByTurnsWithAllAndByItselfArrivesInItsOrder() throws Exception {
    Loop a = new Loop("a");
    Loop b = new Loop("b");
    known.nodes.put("first", Set.of("b"));
    a.say("first", LAST); // both addresses have been looked up
    b.heardUntil(LAST);
    for (int i = 0; i < 100; i++) {
      known.nodes.put("last" + i, Set.of("b"));
      a.say("first", LAST, "last" + i);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(b.heardUntil("last" + i)).containsExactly("first", LAST, "last" + i);
    }
  }
}
