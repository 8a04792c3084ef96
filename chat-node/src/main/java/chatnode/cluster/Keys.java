package chatnode.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.HazelcastInstance;

/**
 * What the nodes of a cluster have agreed upon when it began: kept by as many members as Hazelcast
 * allows, so that whoever of them is left still knows it.
 */
final class Keys {
  private static final String MAP = "chat.keys";
  private static final String IDENTITY = "identity";
  private static final String STORE = "store";

  static void configure(Config config) {
    config.addMapConfig(new MapConfig(MAP).setBackupCount(MapConfig.MAX_BACKUP_COUNT));
  }

  /** Blocks. {@code fresh} becomes the key where there is none yet. */
  static byte[] identity(HazelcastInstance member, byte[] fresh) {
    byte[] known = member.<String, byte[]>getMap(MAP).putIfAbsent(IDENTITY, fresh);
    return known == null ? fresh : known;
  }

  /** Blocks. The store that whoever came first keeps messages in; {@code own} where nobody has. */
  static String store(HazelcastInstance member, String own) {
    String agreed = member.<String, String>getMap(MAP).putIfAbsent(STORE, own);
    return agreed == null ? own : agreed;
  }

  private Keys() {}
}
