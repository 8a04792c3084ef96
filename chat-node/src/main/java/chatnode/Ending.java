package chatnode;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The end of the process: the first SIGTERM or SIGINT lets the node drain, the next one hurries it.
 *
 * <p>The JVM runs its shutdown hooks at the first of them and is deaf to the next. So both are
 * taken from it with {@code sun.misc.Signal}; by reflection, as javac warns of that class and
 * cannot be told not to. Whatever else ends a JVM, like SIGHUP, still finds a shutdown hook. Under
 * {@code -Xrs} there is no more than that: no signal reaches a JVM then.
 */
final class Ending {
  /** For what is not waited for by a setting: sockets that are slow to close, farewells. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final Duration SAY_EVERY = Duration.ofSeconds(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final NodeConfig config;
  private final ChatNode node;
  private final Console console;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch gone = new CountDownLatch(1);

  Ending(NodeConfig config, ChatNode node, Console console) {
    this.config = config;
    this.node = node;
    this.console = console;
  }

  void takeSignals() {
    Runtime.getRuntime().addShutdownHook(thread());
    // Not the signal's own thread, a daemon: the JVM would end, and call the hook, before we do.
    InvocationHandler onSignal =
        (handler, method, args) -> {
          thread().start();
          return null;
        };
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(Ending.class.getClassLoader(), new Class<?>[] {handler}, onSignal);
      for (String name : List.of("TERM", "INT")) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
      }
    } catch (ReflectiveOperationException e) {
      // -Xrs: the hook has to do
    }
  }

  private Thread thread() {
    Thread thread = new Thread(this::asked, "chat-stop");
    thread.setDaemon(false);
    return thread;
  }

  private void asked() {
    try {
      if (begun.getAndSet(true)) {
        hurry();
      } else {
        drain();
      }
    } catch (InterruptedException e) {
      end(false);
    }
  }

  /** Prints: when our shutdown hook runs, java.util.logging's own may have been faster. */
  private void drain() throws InterruptedException {
    String delay =
        config.running().drainDelay().isZero()
            ? ""
            : String.format(
                Locale.ROOT,
                "not ready for %d s, then ",
                config.running().drainDelay().toSeconds());
    console.say(
        "chat-node %s %sdraining for at most %d s",
        node.name(), delay, config.running().drain().toSeconds());
    node.stop().onComplete(v -> gone.countDown());
    Duration drained = config.running().drainDelay().plus(config.running().drain()).plus(GRACE);
    end(isDrainedWithin(drained) && leaves());
  }

  private void hurry() throws InterruptedException {
    console.say("chat-node %s hurrying", node.name());
    node.hurry();
    if (!isGoneWithin(GRACE)) {
      end(false);
    }
  }

  /** True as well when it is gone. */
  private boolean isDrainedWithin(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (!node.isLeaving() && System.nanoTime() < end) {
      if (isGoneWithin(LOOK_EVERY)) {
        return true;
      }
    }
    return node.isLeaving();
  }

  /** What only this node keeps is moved to the others: halting in the middle of it loses it. */
  private boolean leaves() throws InterruptedException {
    long end = System.nanoTime() + config.running().leaveTimeout().plus(GRACE).toNanos();
    while (System.nanoTime() < end) {
      if (isGoneWithin(SAY_EVERY)) {
        return true;
      }
      console.say(
          "chat-node %s handing its rooms to the others, for at most %d s more",
          node.name(), Math.max(0, (end - System.nanoTime()) / 1_000_000_000));
    }
    return false;
  }

  private boolean isGoneWithin(Duration time) throws InterruptedException {
    return gone.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Halts: an exit would wait for our hook, and out of the hook the status would be 143. */
  private void end(boolean inTime) {
    console.say("chat-node %s stopped%s", node.name(), inTime ? "" : ", not in time");
    Runtime.getRuntime().halt(inTime ? 0 : 1);
  }
}
