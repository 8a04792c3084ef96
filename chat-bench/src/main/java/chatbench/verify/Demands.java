package chatbench.verify;

import java.time.Duration;

/**
 * What a verification is to be failed for besides a broken promise; null where anything goes.
 *
 * @param maxPause of a client between two messages in a room
 * @param maxWait of people on nodes that a fault did not hit, for an ack or for the next message
 * @param maxResets of such people, in one fault
 * @param maxGone deliveries that were declared gone, in all
 */
public record Demands(Duration maxPause, Duration maxWait, Long maxResets, Long maxGone) {
  public static final Demands NONE = new Demands(null, null, null, null);
}
