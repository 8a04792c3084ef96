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
    if (config.entrance().publicUrl().isPresent()) {
      return List.of(config.entrance().publicUrl().get().toString());
    }
    String host = config.entrance().host();
    boolean isHere = HERE.contains(host) || EVERYWHERE.contains(host);
    if (!isHere || !HERE.contains(config.addresses().host())) {
      return List.of();
    }
    String scheme = config.tls().certificate().isEmpty() ? "http" : "https";
    return List.of(scheme + "://localhost:" + port, scheme + "://127.0.0.1:" + port);
  }

  private PublicUrls() {}
}
