package chatnode.bus;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import java.util.Arrays;

/**
 * Publishes to all members, and never fails: what the bus carries are hints, and who misses one
 * finds out and asks.
 *
 * <p>Vert.x 5.1.5 tells one promise what became of a message at each member. At the second that
 * cannot be reached the promise throws: here, or, when that is known later, in a loop.
 */
public final class Hints {
  private static final String OURS = "chatnode.";
  private final EventBus bus;

  Hints(EventBus bus) {
    this.bus = bus;
  }

  void publish(String address, Buffer body) {
    try {
      bus.publish(address, body);
    } catch (IllegalStateException e) {
      if (!isPromiseToldTwice(e)) {
        throw e;
      }
    }
  }

  /**
   * True for what a hint that does not reach everybody may throw in a loop, from where no code of
   * ours but this could catch it.
   */
  public static boolean isLate(Throwable failure) {
    return isPromiseToldTwice(failure)
        && Arrays.stream(failure.getStackTrace())
            .map(StackTraceElement::getClassName)
            .filter(name -> name.startsWith(OURS))
            .findFirst()
            .map(Hints.class.getName()::equals)
            .orElse(true);
  }

  private static boolean isPromiseToldTwice(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return failure instanceof IllegalStateException
        && trace.length > 0
        && trace[0].getClassName().equals(Promise.class.getName());
  }
}
