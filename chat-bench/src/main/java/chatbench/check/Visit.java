package chatbench.check;

/** From this moment on the client was at the node of this name, or at none. */
public record Visit(long at, String node) {
  public static final String NOWHERE = "";

  public boolean isNowhere() {
    return node.equals(NOWHERE);
  }
}
