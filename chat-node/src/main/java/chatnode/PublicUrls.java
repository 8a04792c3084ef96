package chatnode;

import java.util.List;
import java.util.Set;

/**
 * Where clients reach a node without a balancer, the one to be told to them first. On loopback it
 * knows by itself; elsewhere nobody but the operator does.
 */
final class PublicUrls {
  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "::1", "[::1]");
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

  static List<String> of(NodeConfig config, int port) {
    if (config.publicUrl != null) {
      return List.of(config.publicUrl);
    }
    boolean isHere = HERE.contains(config.host) || EVERYWHERE.contains(config.host);
    if (!isHere || !HERE.contains(config.clusterHost)) {
      return List.of();
    }
    String scheme = config.certificate() == null ? "http" : "https";
    return List.of(scheme + "://localhost:" + port, scheme + "://127.0.0.1:" + port);
  }

  private PublicUrls() {}
}
