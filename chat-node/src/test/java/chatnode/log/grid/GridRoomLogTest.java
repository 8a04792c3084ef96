package chatnode.log.grid;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.log.Retention;
import chatnode.log.RoomLog;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
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
class GridRoomLogTest {
  private static final RoomLog.Confirmed NOTHING = new RoomLog.Confirmed(0, 0);
  private static final String CLUSTER = UUID.randomUUID().toString();
  private static HazelcastInstance first;
  private static HazelcastInstance second;

  private static HazelcastInstance member() {
    Config config = new Config().setClusterName(CLUSTER);
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.logging.type", "none");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    config.setProperty("hazelcast.operation.fail.on.indeterminate.state", "true");
    config.getNetworkConfig().setPort(16801).getJoin().getAutoDetectionConfig().setEnabled(false);
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
    config
        .getNetworkConfig()
        .getJoin()
        .getTcpIpConfig()
        .setEnabled(true)
        .addMember("127.0.0.1:16801");
    GridRoomLog.configure(config, 1);
    return Hazelcast.newHazelcastInstance(config);
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
    return new GridRoomLog(member, new Retention(1000, 1 << 20), () -> 0);
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
                                here.append("room" + i, drafts(0, 5), NOTHING)
                                    .compose(
                                        done -> there.append("room" + i, drafts(3, 7), NOTHING))
                                    .onSuccess(
                                        resent ->
                                            context.verify(
                                                () ->
                                                    assertThat(resent.seqs())
                                                        .containsExactly(4, 5, 6, 7)))
                                    .compose(done -> here.since("room" + i, 2, 100))
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
            log.append("room", drafts(0, 1), NOTHING)
                .onComplete(context.failing(failure -> context.completeNow())));
  }
}
