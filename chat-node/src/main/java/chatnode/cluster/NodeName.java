package chatnode.cluster;

/** What a node is called in sentences: short enough to say aloud. */
public final class NodeName {
  private static final int LENGTH = 4;

  public static String of(String nodeId) {
    return nodeId.substring(0, Math.min(LENGTH, nodeId.length()));
  }

  private NodeName() {}
}
