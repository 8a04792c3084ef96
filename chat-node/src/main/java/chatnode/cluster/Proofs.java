package chatnode.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.partition.Partition;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes a little to every member, twice a second, as rooms are written: it is the only way to know
 * that one can. To a few partitions each, as one alone may fail because of where its copy is.
 */
final class Proofs {
  private static final String MAP = "chat.proofs";
  private static final int EVERY_MS = 500;
  private static final int PARTITIONS = 3;

  private final Vertx vertx;
  private final HazelcastInstance hazelcast;
  private final Proven proven = new Proven();
  private final AtomicBoolean isAsking = new AtomicBoolean();
  private Map<Integer, Integer> keys; // by partition

  Proofs(Vertx vertx, HazelcastInstance hazelcast) {
    this.vertx = vertx;
    this.hazelcast = hazelcast;
  }

  /** To be called before the member starts. */
  static void configure(Config config) {
    config.addMapConfig(
        new MapConfig(MAP)
            .setInMemoryFormat(InMemoryFormat.OBJECT)
            .setStatisticsEnabled(false)
            .setPerEntryStatsEnabled(false)
            .setMergePolicyConfig(new MergePolicyConfig(DiscardMergePolicy.class.getName(), 100)));
  }

  /** The timer, to be cancelled before the member stops. */
  long start() {
    return vertx.setPeriodic(1, EVERY_MS, t -> writeSome());
  }

  boolean isComplete() {
    return proven.isComplete();
  }

  Set<String> failing(String self) {
    return proven.failing(self, System.nanoTime());
  }

  private void writeSome() {
    if (isAsking.compareAndSet(false, true)) {
      vertx
          .executeBlocking(
              () -> {
                write();
                return null;
              },
              false)
          .onComplete(done -> isAsking.set(false));
    }
  }

  private void write() {
    Map<String, List<Integer>> owned = partitionsByOwner();
    proven.owners(owned.keySet(), System.nanoTime());
    IMap<Integer, Long> map = hazelcast.getMap(MAP);
    owned.forEach(
        (owner, partitions) -> {
          int first = ThreadLocalRandom.current().nextInt(partitions.size());
          for (int i = 0; i < Math.min(PARTITIONS, partitions.size()); i++) {
            int partition = partitions.get((first + i) % partitions.size());
            map.submitToKey(keys.get(partition), new Proof())
                .thenAccept(
                    may -> {
                      if (may) {
                        proven.succeeded(owner, System.nanoTime());
                      }
                    });
          }
        });
  }

  private Map<String, List<Integer>> partitionsByOwner() {
    Map<String, List<Integer>> owned = new HashMap<>();
    Set<Partition> all = hazelcast.getPartitionService().getPartitions();
    for (Partition partition : all) {
      if (partition.getOwner() != null) {
        owned
            .computeIfAbsent(Cluster.id(partition.getOwner()), o -> new ArrayList<>())
            .add(partition.getPartitionId());
      }
    }
    if (keys == null) {
      keys = keys(all.size());
    }
    return owned;
  }

  /** A key of each partition. */
  private Map<Integer, Integer> keys(int partitions) {
    Map<Integer, Integer> found = new HashMap<>();
    for (int key = 0; found.size() < partitions; key++) {
      found.putIfAbsent(hazelcast.getPartitionService().getPartition(key).getPartitionId(), key);
    }
    return found;
  }
}
