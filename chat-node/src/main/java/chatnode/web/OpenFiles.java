package chatnode.web;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.channel.Channel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;

/**
 * How many files, sockets among them, this process may still open. Some are kept for who asks how
 * the node is and for its own connections: a node without any left accepts nobody, and whoever asks
 * whether it lives gets no answer.
 */
public final class OpenFiles {
  private static final Logger LOG = Logger.getLogger(OpenFiles.class.getName());

  private static final String MESSAGE = "Too many open files"; // EMFILE, and ENFILE with more words

  /** Where Netty says, with a stack trace a second, that it could not accept. */
  private static final Logger NETTY = Logger.getLogger("io.netty.channel.DefaultChannelPipeline");

  private static final int USUAL_SOCKETS = 100_000;
  private static final int FEW_SOCKETS = 1000;
  private static final int MIN_RESERVE = 32;
  private static final int MAX_RESERVE = 512;
  private static final long QUIET = 3_000_000_000L;

  private final int spare;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicBoolean isOut = new AtomicBoolean();
  private volatile long lastFailure;

  /** {@code spare}: how many may be opened from now on. */
  OpenFiles(int spare) {
    this.spare = spare;
  }

  /** Of this process, asked before clients come. */
  public static OpenFiles ofProcess() {
    OpenFiles files = new OpenFiles(spare());
    files.watch();
    return files;
  }

  private static int spare() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      long left = unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount();
      return (int) Math.max(1, Math.min(Integer.MAX_VALUE, left));
    }
    return Integer.MAX_VALUE;
  }

  private int reserve() {
    return Math.min(spare / 4, Math.max(MIN_RESERVE, Math.min(MAX_RESERVE, spare / 20)));
  }

  /** As many of these sockets as there can be, with a warning when that is less than expected. */
  public int atMost(int sockets) {
    int possible = spare - 2 * reserve();
    if (possible < sockets && (sockets != USUAL_SOCKETS || possible < FEW_SOCKETS)) {
      LOG.warning(
          "--sockets is "
              + sockets
              + ", but this process may open only so many files that there can be "
              + possible
              + ": raise ulimit -n (LimitNOFILE)");
    }
    return Math.min(sockets, possible);
  }

  /** A connection is open, until it is closed; false when it is one too many. */
  boolean enter(Channel channel) {
    channel.closeFuture().addListener(closed -> connections.decrementAndGet());
    return connections.incrementAndGet() <= spare - reserve();
  }

  /** From here on one sentence stands for what Netty says of it. */
  void watch() {
    NETTY.setFilter(record -> !isOfThis(record.getThrown()));
  }

  private boolean isOfThis(Throwable failure) {
    boolean isOfThis =
        failure instanceof IOException && String.valueOf(failure.getMessage()).contains(MESSAGE);
    if (isOfThis) {
      lastFailure = System.nanoTime();
      if (isOut.compareAndSet(false, true)) {
        LOG.severe("out of open files, new connections wait: raise ulimit -n (LimitNOFILE)");
      }
    }
    return isOfThis;
  }

  /** Called now and then. */
  void check(long now) {
    if (now - lastFailure > QUIET && isOut.compareAndSet(true, false)) {
      LOG.info("files can be opened again");
    }
  }
}
