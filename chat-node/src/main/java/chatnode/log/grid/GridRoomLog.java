package chatnode.log.grid;

import chatnode.log.Appended;
import chatnode.log.Retention;
import chatnode.log.RoomLog;
import chatnode.log.Slice;
import chatnode.protocol.Draft;
import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.config.SplitBrainProtectionConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionException;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionOn;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The log in the cluster: a map with an entry per room, kept as objects where they live and on one
 * synchronous replica.
 *
 * <p>Appends are entry processors, which run alone on their room. {@code
 * hazelcast.operation.fail.on.indeterminate.state} (set by the cluster's configuration) turns a
 * missing replica's silence into a failure instead of a success; callers then append the same
 * drafts again.
 */
public final class GridRoomLog implements RoomLog {
  private static final String MAP = "chat.rooms";
  private static final String QUORUM = "chat.quorum";
  private static final String SIDE = "chat.side";
  private static final int MERGE_BATCH = 100;

  private final IMap<String, GridLedger> rooms;
  private final Retention keep;

  /**
   * Blocks: the map's first use asks the cluster. {@code side} is 0 while the cluster is whole,
   * else the name of the part this node is in, or -1 while that is not known.
   */
  public GridRoomLog(HazelcastInstance hazelcast, Retention keep, LongSupplier side) {
    this.rooms = hazelcast.getMap(MAP);
    this.keep = keep;
    hazelcast.getUserContext().put(SIDE, side);
  }

  /** For the processors, which run where the room lives and must judge by what that member sees. */
  static LongSupplier side(HazelcastInstance hazelcast) {
    return (LongSupplier) hazelcast.getUserContext().getOrDefault(SIDE, (LongSupplier) () -> 0);
  }

  /** What the log needs to find in a member's configuration before it starts. */
  public static void configure(Config config, int minNodes) {
    config
        .getSerializationConfig()
        .addDataSerializableFactory(Serialization.FACTORY, new Serialization());
    MapConfig map =
        new MapConfig(MAP)
            .setInMemoryFormat(InMemoryFormat.OBJECT)
            .setBackupCount(1)
            .setStatisticsEnabled(false)
            .setPerEntryStatsEnabled(false)
            .setMergePolicyConfig(new MergePolicyConfig(MergeLedgers.class.getName(), MERGE_BATCH));
    if (minNodes > 1) {
      config.addSplitBrainProtectionConfig(
          new SplitBrainProtectionConfig(QUORUM, true, minNodes)
              .setProtectOn(SplitBrainProtectionOn.WRITE));
      map.setSplitBrainProtectionName(QUORUM);
    }
    config.addMapConfig(map);
  }

  @Override
  public Future<Appended> append(String room, List<Draft> drafts, Confirmed confirmed) {
    return submit(room, new AppendProcessor(drafts, keep, confirmed)).map(Reply.OfAppend::appended);
  }

  @Override
  public Future<Slice> since(String room, long after, int max) {
    return submit(room, ReadProcessor.since(after, max)).map(Reply.OfRead::slice);
  }

  @Override
  public Future<Slice> before(String room, long before, int max) {
    return submit(room, ReadProcessor.before(before, max)).map(Reply.OfRead::slice);
  }

  /**
   * On a worker, as asking for many keys waits until each of their partitions has an owner:
   * seconds, when one has just been lost, and this is what everybody asks then.
   */
  @Override
  public Future<Map<String, Head>> heads(Collection<String> names) {
    Set<String> keys = new HashSet<>(names);
    return Vertx.currentContext()
        .executeBlocking(() -> rooms.submitToKeys(keys, new HeadProcessor()), false)
        .compose(GridRoomLog::onThisLoop)
        .map(
            replies -> {
              Map<String, Head> heads = new HashMap<>();
              replies.forEach((room, reply) -> heads.put(room, reply.head()));
              return heads;
            });
  }

  @Override
  public Future<Void> forgetIdle(long idleMs, Predicate<String> occupied) {
    long before = System.currentTimeMillis() - idleMs;
    return Vertx.currentContext()
        .executeBlocking(rooms::localKeySet)
        .compose(
            owned ->
                Future.join(
                    owned.stream()
                        .filter(room -> !occupied.test(room))
                        .map(room -> submit(room, new DropIdleProcessor(before)))
                        .toList()))
        .mapEmpty();
  }

  private <R> Future<R> submit(String room, EntryProcessor<String, GridLedger, R> processor) {
    try {
      return onThisLoop(rooms.submitToKey(room, processor));
    } catch (HazelcastInstanceNotActiveException e) {
      return Future.failedFuture(e); // this member is stopping
    }
  }

  private static <R> Future<R> onThisLoop(CompletionStage<R> stage) {
    Promise<R> promise = Promise.promise();
    var context = Vertx.currentContext();
    stage.whenComplete(
        (reply, failure) ->
            context.runOnContext(
                v -> {
                  if (failure == null) {
                    promise.complete(reply);
                  } else {
                    promise.fail(plain(failure));
                  }
                }));
    return promise.future();
  }

  private static Throwable plain(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof SplitBrainProtectionException ? new NoQuorum() : cause;
  }
}
