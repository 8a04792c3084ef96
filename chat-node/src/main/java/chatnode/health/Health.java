package chatnode.health;

import java.util.List;

/**
 * Whether this node should get clients, and if not why not.
 *
 * @param isAlive false when it can never get any again, and should be started anew
 * @param faults why clients should not come
 * @param doubts what else an operator should know
 */
public record Health(
    String node, int members, boolean isAlive, List<Remark> faults, List<Remark> doubts) {

  /** The sentence is for everybody and names no address; the detail is for the operator. */
  public record Remark(String sentence, String detail) {}

  public boolean isReady() {
    return isAlive && faults.isEmpty();
  }

  /** With all their details: for the management port. */
  public List<String> reasons() {
    return faults.stream().map(Remark::detail).toList();
  }

  public List<String> warnings() {
    return doubts.stream().map(Remark::detail).toList();
  }

  /** Without addresses: for the port that everybody reaches. */
  public List<String> publicReasons() {
    return faults.stream().map(Remark::sentence).toList();
  }

  public List<String> publicWarnings() {
    return doubts.stream().map(Remark::sentence).toList();
  }
}
