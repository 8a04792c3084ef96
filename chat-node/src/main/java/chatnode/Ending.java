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
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final NodeConfig config;
  private final ChatNode node;
  private final Voice voice;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch gone = new CountDownLatch(1);

  Ending(NodeConfig config, ChatNode node, Voice voice) {
    this.config = config;
    this.node = node;
    this.voice = voice;
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
    voice.say(
        "chat-node %s %sdraining for at most %d s",
        node.name(), delay, config.running().drain().toSeconds());
    node.stop().onComplete(v -> gone.countDown());
    end(isGoneWithin(config.running().drainDelay().plus(config.running().drain()).plus(GRACE)));
  }

  private void hurry() throws InterruptedException {
    voice.say("chat-node %s hurrying", node.name());
    node.hurry();
    if (!isGoneWithin(GRACE)) {
      end(false);
    }
  }

  private boolean isGoneWithin(Duration time) throws InterruptedException {
    return gone.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Halts: an exit would wait for our hook, and out of the hook the status would be 143. */
  private void end(boolean inTime) {
    voice.say("chat-node %s stopped%s", node.name(), inTime ? "" : ", not in time");
    Runtime.getRuntime().halt(inTime ? 0 : 1);
  }
}
