package chatnode.log.grid;

import chatnode.log.Appended;
import chatnode.log.KeptMemory;
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
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
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
  private static final int MERGE_BATCH = 100;
  private static final int REMEMBERED = 10_000;
  private static final Head NOTHING = new Head(0, 0);

  private final IMap<String, GridLedger> rooms;
  private final Keeper keeper;
  private final Duration roomIdle;

  /**
   * Up to where the last append of this node found the replica to hold everything. Whatever is not
   * here is sent to it once more.
   */
  private final Map<String, Head> confirmed = new ConcurrentHashMap<>();

  /**
   * Blocks: the map's first use asks the cluster. {@code side} is 0 while the cluster is whole,
   * else the name of the part this node is in, or -1 while that is not known. {@code roomIdle} is
   * zero for rooms that are never forgotten for being idle.
   */
  public GridRoomLog(HazelcastInstance member, Duration roomIdle, LongSupplier side) {
    this.keeper = Keeper.of(member).onSide(side);
    keeper.moveInto(member);
    this.rooms = member.getMap(MAP);
    this.roomIdle = roomIdle;
  }

  /** What the log needs to find in a member's configuration before it starts. */
  public static void configure(Config config, int minNodes, Retention keep, KeptMemory memory) {
    config
        .getSerializationConfig()
        .addDataSerializableFactory(Serialization.FACTORY, new Serialization());
    new Keeper(keep, memory, () -> Keeper.UNSETTLED, System::currentTimeMillis).moveInto(config);
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
  public Future<Slice> open(String room, int recent) {
    return before(room, Long.MAX_VALUE, recent);
  }

  @Override
  public Future<Appended> append(String room, List<Draft> drafts) {
    return submit(room, new AppendProcessor(drafts, confirmed.getOrDefault(room, NOTHING)))
        .map(reply -> reply.appended(drafts))
        .onSuccess(appended -> confirm(room, new Head(appended.epoch(), appended.head())));
  }

  private void confirm(String room, Head head) {
    if (confirmed.size() >= REMEMBERED) {
      confirmed.clear();
    }
    confirmed.put(room, head);
  }

  @Override
  public Future<Slice> since(String room, long epoch, long after, int max) {
    return submit(room, ReadProcessor.since(epoch, after, max)).map(Reply.OfRead::slice);
  }

  @Override
  public Future<Slice> follow(String room, Head delivered, int max) {
    return submit(room, ReadProcessor.follow(delivered, max)).map(Reply.OfRead::slice);
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
  public boolean isTight() {
    return keeper.memory().isTight();
  }

  @Override
  public Future<Void> tidy(Predicate<String> occupied) {
    return Vertx.currentContext()
        .executeBlocking(this::census, false)
        .compose(
            rows ->
                Future.join(
                    Tidying.of(rows, occupied, idleBefore(), keeper.memory().excess())
                        .entrySet()
                        .stream()
                        .map(each -> submit(each.getKey(), each.getValue()))
                        .toList()))
        .mapEmpty();
  }

  private List<Census.Row> census() {
    Census census = new Census();
    rooms.localKeySet(census);
    keeper.memory().measured(census.memory());
    return census.rows();
  }

  private long idleBefore() {
    return roomIdle.isZero() ? 0 : keeper.now().getAsLong() - roomIdle.toMillis();
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
    if (cause instanceof OutOfMemory) {
      return new Full();
    }
    return cause instanceof SplitBrainProtectionException ? new NoQuorum() : cause;
  }
}
