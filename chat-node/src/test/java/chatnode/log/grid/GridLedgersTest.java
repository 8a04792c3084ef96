package chatnode.log.grid;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.log.Kept;
import chatnode.log.KeptMemory;
import chatnode.log.RoomLog;
import chatnode.log.StoredRoomLog;
import chatnode.options.Options;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import chatnode.store.NoStore;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The log on two members: what one appends the other reads, and survives the first one's end. */
@ExtendWith(VertxExtension.class)
class GridLedgersTest {
  private static final String CLUSTER = UUID.randomUUID().toString();
  private static HazelcastInstance first;
  private static HazelcastInstance second;

  private static HazelcastInstance member() {
    return Members.start(CLUSTER, 16801, new KeptMemory(64 << 20));
  }

  @BeforeAll
  static void start() {
    first = member();
    second = member();
  }

  @AfterAll
  static void stop() {
    first.getLifecycleService().terminate();
    second.getLifecycleService().terminate();
  }

  private static RoomLog log(HazelcastInstance member) {
    Kept kept = Options.with(Kept.class, "--room-idle", "0s");
    GridLedgers ledgers = new GridLedgers(member, () -> 0);
    return new StoredRoomLog(
        ledgers, new NoStore(), Members.KEEP, kept, true, System::currentTimeMillis);
  }

  private static List<Draft> drafts(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> Draft.text(new Person("c", "nick"), "m" + i, "text " + i))
        .toList();
  }

  @Test
  void whatOneMemberAppendsTheOtherReadsAndKnowsAgain(Vertx vertx, VertxTestContext context) {
    RoomLog here = log(first);
    RoomLog there = log(second);
    vertx.runOnContext(
        v ->
            Future.all(
                    IntStream.range(0, 40)
                        .mapToObj(
                            i ->
                                here.append("room" + i, drafts(0, 5))
                                    .compose(done -> there.append("room" + i, drafts(3, 7)))
                                    .onSuccess(
                                        resent ->
                                            context.verify(
                                                () ->
                                                    assertThat(resent.entries())
                                                        .extracting(Entry::seq)
                                                        .containsExactly(4L, 5L, 6L, 7L)))
                                    .compose(done -> here.since("room" + i, done.epoch(), 2, 100))
                                    .onSuccess(
                                        slice ->
                                            context.verify(
                                                () ->
                                                    assertThat(slice.entries())
                                                        .extracting(Entry::seq)
                                                        .containsExactly(3L, 4L, 5L, 6L, 7L))))
                        .toList())
                .compose(all -> there.heads(List.of("room0", "room39", "nowhere")))
                .onComplete(
                    context.succeeding(
                        heads ->
                            context.verify(
                                () -> {
                                  assertThat(heads).containsOnlyKeys("room0", "room39");
                                  assertThat(heads.get("room0").seq()).isEqualTo(7);
                                  context.completeNow();
                                }))));
  }

  /** Asking for many keys may wait for the partitions' owners, and a loop must not. */
  @Test
  void headsAreAskedForOnAWorker(Vertx vertx, VertxTestContext context) {
    List<Boolean> askedOnLoop = new ArrayList<>();
    Object rooms =
        watched(
            IMap.class,
            first.getMap("chat.rooms"),
            (method, answer) -> {
              if (method.equals("submitToKeys")) {
                askedOnLoop.add(Context.isOnEventLoopThread());
              }
              return answer;
            });
    RoomLog log =
        log(
            watched(
                HazelcastInstance.class,
                first,
                (method, answer) -> method.equals("getMap") ? rooms : answer));
    vertx.runOnContext(
        v ->
            log.heads(List.of("nowhere"))
                .onComplete(
                    context.succeeding(
                        heads ->
                            context.verify(
                                () -> {
                                  assertThat(askedOnLoop).containsExactly(false);
                                  assertThat(Context.isOnEventLoopThread()).isTrue();
                                  context.completeNow();
                                }))));
  }

  @Test
  void whereOneRoomStandsIsAskedWithoutMakingIt(Vertx vertx, VertxTestContext context) {
    RoomLog here = log(first);
    RoomLog there = log(second);
    vertx.runOnContext(
        v ->
            here.append("stands", drafts(0, 5))
                .compose(appended -> there.head("stands"))
                .onComplete(
                    context.succeeding(
                        head -> context.verify(() -> assertThat(head.seq()).isEqualTo(5))))
                .compose(head -> there.head("nobody's"))
                .onComplete(
                    context.succeeding(
                        head ->
                            context.verify(
                                () -> {
                                  assertThat(head).isNull();
                                  assertThat(first.getMap("chat.rooms").containsKey("nobody's"))
                                      .isFalse();
                                  context.completeNow();
                                }))));
  }

  private static <T> T watched(Class<T> type, T real, BiFunction<String, Object, Object> watch) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                watch.apply(method.getName(), method.invoke(real, arguments))));
  }

  @Test
  void onAMemberThatHasStoppedAnAppendFailsInsteadOfThrowing(
      Vertx vertx, VertxTestContext context) {
    HazelcastInstance third = member();
    RoomLog log = log(third);
    third.getLifecycleService().terminate();
    vertx.runOnContext(
        v ->
            log.append("room", drafts(0, 1))
                .onComplete(context.failing(failure -> context.completeNow())));
  }

  /** Idle rooms go first when memory is short, but for those that somebody is in. */
  @Test
  void roomsAreTidiedWhereTheyLive(Vertx vertx, VertxTestContext context) {
    HazelcastInstance alone =
        Members.start(UUID.randomUUID().toString(), 16901, new KeptMemory(70_000));
    RoomLog log = log(alone);
    List<String> rooms = IntStream.range(0, 20).mapToObj(i -> "room" + i).toList();
    vertx.runOnContext(
        v ->
            Future.all(rooms.stream().map(room -> log.append(room, drafts(0, 30))).toList())
                .compose(all -> log.tidy(room -> room.equals("room3")))
                .compose(done -> log.heads(rooms))
                .onComplete(
                    context.succeeding(
                        heads ->
                            context.verify(
                                () -> {
                                  assertThat(heads).containsKey("room3").hasSizeBetween(2, 19);
                                  alone.getLifecycleService().terminate();
                                  context.completeNow();
                                }))));
  }
}
