package chatnode.log.grid;

import chatnode.log.Appended;
import chatnode.log.KeptMemory;
import chatnode.log.Ledgers;
import chatnode.log.Retention;
import chatnode.log.RoomLog;
import chatnode.log.Slice;
import chatnode.log.Tickets;
import chatnode.protocol.Draft;
import chatnode.store.Store;
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
import java.util.BitSet;
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

/**
 * The ledgers in the cluster: a map with an entry per room, kept as objects where they live and on
 * one synchronous replica.
 *
 * <p>Appends are entry processors, which run alone on their room. {@code
 * hazelcast.operation.fail.on.indeterminate.state} (set by the cluster's configuration) turns a
 * missing replica's silence into a failure instead of a success; callers then append the same
 * drafts again.
 */
public final class GridLedgers implements Ledgers {
  private static final String MAP = "chat.rooms";
  private static final String QUORUM = "chat.quorum";
  private static final int MERGE_BATCH = 100;
  private static final int REMEMBERED = 10_000;
  private static final RoomLog.Head NOTHING = new RoomLog.Head(0, 0);

  private final IMap<String, GridLedger> rooms;
  private final Keeper keeper;

  /**
   * Up to where the last append of this node found the replica to hold everything. Whatever is not
   * here is sent to it once more.
   */
  private final Map<String, RoomLog.Head> confirmed = new ConcurrentHashMap<>();

  /**
   * Blocks: the map's first use asks the cluster. {@code side} is 0 while the cluster is whole,
   * else the name of the part this node is in, or -1 while that is not known.
   */
  public GridLedgers(HazelcastInstance member, LongSupplier side) {
    this.keeper = Keeper.of(member).onSide(side);
    keeper.moveInto(member);
    this.rooms = member.getMap(MAP);
  }

  /** What the log needs to find in a member's configuration before it starts. */
  public static void configure(Config config, int minNodes, Retention keep, KeptMemory memory) {
    config
        .getSerializationConfig()
        .addDataSerializableFactory(Serialization.FACTORY, new Serialization());
    new Keeper(keep, memory, new Tickets(), () -> Keeper.UNSETTLED, System::currentTimeMillis)
        .moveInto(config);
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
  public Future<Appended> append(String room, List<Draft> drafts, BitSet stored) {
    return sure(room, new AppendProcessor(drafts, stored, confirmed.getOrDefault(room, NOTHING)))
        .map(reply -> reply.appended(drafts))
        .onSuccess(appended -> confirm(room, new RoomLog.Head(appended.epoch(), appended.head())));
  }

  private void confirm(String room, RoomLog.Head head) {
    if (confirmed.size() >= REMEMBERED) {
      confirmed.clear();
    }
    confirmed.put(room, head);
  }

  @Override
  public Future<Slice> since(String room, long epoch, long after, int max) {
    return sure(room, ReadProcessor.since(epoch, after, max)).map(Reply.OfRead::slice);
  }

  @Override
  public Future<Slice> follow(String room, RoomLog.Head delivered, int max) {
    return since(room, delivered.epoch(), delivered.seq(), max);
  }

  @Override
  public Future<Slice> before(String room, long before, int max) {
    return sure(room, ReadProcessor.before(before, max)).map(Reply.OfRead::slice);
  }

  /**
   * On a worker, as asking for many keys waits until each of their partitions has an owner:
   * seconds, when one has just been lost, and this is what everybody asks then.
   */
  @Override
  public Future<Map<String, RoomLog.Head>> heads(Collection<String> names) {
    Set<String> keys = new HashSet<>(names);
    return Vertx.currentContext()
        .executeBlocking(() -> rooms.submitToKeys(keys, new HeadProcessor()), false)
        .compose(GridLedgers::onThisLoop)
        .map(
            replies -> {
              Map<String, RoomLog.Head> heads = new HashMap<>();
              replies.forEach((room, reply) -> heads.put(room, reply.head()));
              return heads;
            });
  }

  @Override
  public Future<RoomLog.Head> head(String room) {
    return submit(room, new HeadProcessor()).map(reply -> reply == null ? null : reply.head());
  }

  @Override
  public Future<Void> install(
      String room, long ticket, Store.Opened opened, RoomLog.Head delivered) {
    return submit(room, new InstallProcessor(ticket, opened, delivered)).mapEmpty();
  }

  @Override
  public Future<Void> stored(Map<String, List<Stretch>> stretches) {
    return Vertx.currentContext()
        .executeBlocking(
            () -> rooms.submitToKeys(stretches.keySet(), new StoredProcessor(stretches)), false)
        .compose(GridLedgers::onThisLoop)
        .mapEmpty();
  }

  @Override
  public Future<List<Standing>> census() {
    return Vertx.currentContext()
        .executeBlocking(
            () -> {
              Census census = new Census(keeper.keep());
              rooms.localKeySet(census);
              keeper.memory().measured(census.memory());
              return census.rows();
            },
            false);
  }

  @Override
  public Future<Unstored> unstored(String room) {
    return sure(room, new RestProcessor()).map(rest -> rest == null ? null : rest.unstored());
  }

  @Override
  public Future<Store.Closing> seal(String room, long idleBefore) {
    return submit(room, TidyProcessor.seal(idleBefore))
        .map(seal -> seal == null ? null : seal.closing());
  }

  @Override
  public Future<Void> forget(Store.Closing sealed) {
    return submit(sealed.room(), TidyProcessor.forget(sealed)).mapEmpty();
  }

  @Override
  public Future<Void> renew(String room, RoomLog.Head place) {
    return submit(room, TidyProcessor.renew(room, place)).mapEmpty();
  }

  @Override
  public Future<Void> squeeze(String room) {
    return submit(room, TidyProcessor.squeeze()).mapEmpty();
  }

  @Override
  public KeptMemory memory() {
    return keeper.memory();
  }

  private <R extends Reply.Sure> Future<R> sure(String room, SureProcessor<R> processor) {
    return sure(room, processor, 0);
  }

  /**
   * An answer that no replica was sent is asked for again. It is the same epoch's once more when
   * the owner has known since that it goes on without that replica: on a side that may.
   */
  private <R extends Reply.Sure> Future<R> sure(
      String room, SureProcessor<R> processor, long unsureEpoch) {
    return submit(room, processor)
        .compose(
            reply ->
                reply == null || reply.isSure() || reply.epoch() == unsureEpoch
                    ? Future.succeededFuture(reply)
                    : sure(room, processor, reply.epoch()));
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
      return new RoomLog.Full();
    }
    if (cause instanceof ColdRoom room) {
      return room.cold();
    }
    return cause instanceof SplitBrainProtectionException ? new RoomLog.NoQuorum() : cause;
  }
}
