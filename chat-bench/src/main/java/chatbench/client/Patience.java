package chatbench.client;

import java.time.Duration;

/**
 * How long a client waits: for any word from a server before it takes it for dead, and for the
 * answer to a message before it sends it again by another node.
 */
public record Patience(Duration silence, Duration answer) {
  public static final Patience DEFAULT = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5));
}
