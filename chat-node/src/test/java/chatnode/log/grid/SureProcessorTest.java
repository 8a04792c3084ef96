package chatnode.log.grid;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.log.Appended;
import chatnode.log.Kept;
import chatnode.log.KeptMemory;
import chatnode.log.Ledgers;
import chatnode.log.RoomLog;
import chatnode.log.StoredRoomLog;
import chatnode.options.Options;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import chatnode.store.NoStore;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.partition.PartitionReplica;
import com.hazelcast.map.IMap;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * P1 and P6 at the moment in which a node drops the others: what it numbers then, with no replica
 * left to send it to, must not stand under an epoch that they go on with.
 */
@ExtendWith(VertxExtension.class)
class SureProcessorTest {
  private static final long CUT_OFF = 5 << 10;
  private final String cluster = UUID.randomUUID().toString();
  private final List<HazelcastInstance> members = new ArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicBoolean armed = new AtomicBoolean();

  private void start(int count) {
    for (int i = 0; i < count; i++) {
      members.add(Members.start(cluster, 16851, new KeptMemory(64 << 20)));
    }
  }

  @AfterEach
  void stop() {
    members.forEach(member -> member.getLifecycleService().terminate());
  }

  private HazelcastInstance owner() {
    return members.get(0);
  }

  private HazelcastInstance replica() {
    return members.get(1);
  }

  /** Of a room whose owner and whose replica are these. */
  private String room() {
    return IntStream.range(0, 10_000)
        .mapToObj(i -> "room" + i)
        .filter(room -> isAt(room, 0, owner()) && isAt(room, 1, replica()))
        .findFirst()
        .orElseThrow();
  }

  private boolean isAt(String room, int index, HazelcastInstance member) {
    int partition = owner().getPartitionService().getPartition(room).getPartitionId();
    PartitionReplica replica =
        ((HazelcastInstanceProxy) owner())
            .getOriginal()
            .node
            .getPartitionService()
            .getPartition(partition)
            .getReplica(index);
    return replica != null && replica.uuid().equals(member.getCluster().getLocalMember().getUuid());
  }

  /** A member that misses another takes itself for cut off, which takes it no time. */
  private GridLedgers ledgers(HazelcastInstance member) {
    LongSupplier side =
        () -> member.getCluster().getMembers().size() == members.size() ? 0 : CUT_OFF;
    GridLedgers ledgers = new GridLedgers(counted(member), side);
    Keeper keeper = Keeper.of(member);
    new Keeper(keeper.keep(), keeper.memory(), keeper.tickets(), side, this::now).moveInto(member);
    return ledgers;
  }

  private static RoomLog log(Ledgers ledgers) {
    Kept kept = Options.with(Kept.class, "--room-idle", "0s");
    return new StoredRoomLog(
        ledgers, new NoStore(), Members.KEEP, kept, true, System::currentTimeMillis);
  }

  /** Asked for in the midst of an append, after the side. */
  private long now() {
    if (armed.compareAndSet(true, false)) {
      replica().getLifecycleService().terminate();
      while (owner().getCluster().getMembers().size() == members.size()) {
        LockSupport.parkNanos(1_000_000);
      }
    }
    return System.currentTimeMillis();
  }

  private HazelcastInstance counted(HazelcastInstance member) {
    IMap<?, ?> rooms = member.getMap("chat.rooms");
    Object countedRooms = watched(IMap.class, rooms, "submitToKey", asked::incrementAndGet, null);
    return watched(HazelcastInstance.class, member, "getMap", () -> 0, countedRooms);
  }

  private static <T> T watched(
      Class<T> type, T real, String name, Supplier<Integer> count, Object instead) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (!method.getName().equals(name)) {
                return method.invoke(real, arguments);
              }
              count.get();
              return instead == null ? method.invoke(real, arguments) : instead;
            }));
  }

  private static List<Draft> draft(String id) {
    return List.of(Draft.text(new Person("c", "nick"), id, "text " + id));
  }

  private static <T> T on(Vertx vertx, Supplier<Future<T>> work) throws Exception {
    Promise<T> done = Promise.promise();
    vertx.runOnContext(v -> work.get().onComplete(done));
    return done.future().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest(name = "{0} members, asked for by member {1}")
  @CsvSource({"2,0", "3,0", "3,2"})
  void whatIsNumberedAsTheReplicaIsDroppedGetsAnotherEpoch(int count, int caller, Vertx vertx)
      throws Exception {
    start(count);
    members.forEach(this::ledgers);
    RoomLog log = log(ledgers(members.get(caller)));
    String room = room();
    Appended before = on(vertx, () -> log.append(room, draft("a"), new BitSet()));
    assertThat(before.entries()).extracting(Entry::seq).containsExactly(1L);

    armed.set(true);
    Appended after = on(vertx, () -> log.append(room, draft("b"), new BitSet()));

    assertThat(armed).isFalse();
    assertThat(after.entries()).extracting(Entry::seq).containsExactly(2L);
    assertThat(after.epoch()).isNotEqualTo(before.epoch());
    assertThat(after.origin().parent()).isEqualTo(before.epoch());
  }

  @Test
  void whatIsShownAsTheReplicaIsDroppedIsOfAnotherEpochToo(Vertx vertx) throws Exception {
    start(3);
    members.forEach(this::ledgers);
    RoomLog log = log(ledgers(members.get(2)));
    String room = room();
    long before = on(vertx, () -> log.append(room, draft("a"), new BitSet())).epoch();
    armed.set(true);
    long shown = on(vertx, () -> log.since(room, before, 0, 10)).epoch();
    assertThat(armed).isFalse();
    assertThat(shown).isNotEqualTo(before);
  }

  @Test
  void whatIsStoredAsTheReplicaIsDroppedIsOfAnotherEpochToo(Vertx vertx) throws Exception {
    start(3);
    members.forEach(this::ledgers);
    GridLedgers ledgers = ledgers(members.get(2));
    RoomLog log = log(ledgers);
    String room = room();
    long before = on(vertx, () -> log.append(room, draft("a"), new BitSet())).epoch();
    armed.set(true);
    Ledgers.Unstored stored = on(vertx, () -> ledgers.unstored(room));
    assertThat(armed).isFalse();
    assertThat(stored.origin().epoch()).isNotEqualTo(before);
  }

  @Test
  void whatAReplicaWasSentIsAskedForOnce(Vertx vertx) throws Exception {
    start(2);
    members.forEach(this::ledgers);
    RoomLog log = log(ledgers(owner()));
    String room = room();
    on(vertx, () -> log.append(room, draft("a"), new BitSet()));
    asked.set(0);
    on(vertx, () -> log.append(room, draft("b"), new BitSet()));
    on(vertx, () -> log.since(room, RoomLog.PRESENT, 0, 10));
    assertThat(asked).hasValue(2);
  }
}
