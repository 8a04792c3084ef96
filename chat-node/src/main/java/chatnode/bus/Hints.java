package chatnode.bus;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.util.Arrays;

/**
 * Publishes to all members, and never fails: what the bus carries are hints, and who misses one
 * finds out and asks.
 *
 * <p>Vert.x 5.1.5 takes a write that fails for one that succeeded twice: telling the promise of a
 * message so throws. The future that tells it catches that and reports it to the loop, so the
 * members behind the one that cannot be reached get the message all the same; but each such write
 * would be a line in the log.
 */
public final class Hints {
  private static final String OURS = "chatnode.";
  private static final DeliveryOptions THIS_NODE = new DeliveryOptions().setLocalOnly(true);
  private final EventBus bus;

  Hints(EventBus bus) {
    this.bus = bus;
  }

  void publish(String address, Buffer body) {
    bus.publish(address, body);
  }

  /** To the loops of this node alone, whatever the cluster knows of who listens. */
  void publishHere(String address, Buffer body) {
    bus.publish(address, body, THIS_NODE);
  }

  /**
   * True for what the loop is told when a hint did not reach everybody: nobody else of ours may
   * have been at it.
   */
  public static boolean isLate(Throwable failure) {
    return isFromPromise(failure)
        && Arrays.stream(failure.getStackTrace())
            .map(StackTraceElement::getClassName)
            .filter(name -> name.startsWith(OURS))
            .findFirst()
            .map(Hints.class.getName()::equals)
            .orElse(true);
  }

  private static boolean isFromPromise(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return failure instanceof IllegalStateException
        && trace.length > 0
        && trace[0].getClassName().equals(Promise.class.getName());
  }
}
