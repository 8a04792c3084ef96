package chatbench.fanout;

/**
 * Who says how much: with {@code rate} 0 each sender has {@code window} messages under way that it
 * has not heard itself; else all together say {@code rate} messages a second, heard or not.
 */
public record Scenario(String name, int senders, int window, double rate) {
  public boolean isOpen() {
    return rate > 0;
  }
}
