package chatnode.health;

import java.util.List;

/**
 * Whether this node should get clients, and if not why not, in sentences. {@code warnings} are what
 * else an operator should know.
 */
public record Health(String node, int members, List<String> reasons, List<String> warnings) {
  /** host:port, or an address alone. */
  private static final String ADDRESS =
      "(?:\\[[0-9a-fA-F:.]+]|[\\w.-]+):\\d{1,5}\\b|\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b";

  public boolean isReady() {
    return reasons.isEmpty();
  }

  /** For anyone: where the nodes reach one another is nobody else's business. */
  public List<String> publicReasons() {
    return reasons.stream().map(Health::withoutAddresses).toList();
  }

  public List<String> publicWarnings() {
    return warnings.stream().map(Health::withoutAddresses).toList();
  }

  private static String withoutAddresses(String sentence) {
    return sentence.replaceAll(ADDRESS, "an address");
  }
}
