package chatpostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** To a process and all that it has started. */
final class Signals {
  private static final Duration END = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofMillis(5);

  /** When our end of the pipe is closed without a word, we were killed. */
  private static final String GUARD =
      "trap '' INT TERM; read word || { cd /proc/$1/task/$1 && kill -KILL $1 $(cat children); }";

  /** The parent first, so that it starts no more. Returns all that were met. */
  static List<ProcessHandle> freeze(ProcessHandle parent) {
    send("STOP", List.of(parent));
    List<ProcessHandle> all = family(parent);
    List<ProcessHandle> stopped;
    do {
      stopped = all;
      send("STOP", stopped);
      all = family(parent); // one may have been started while the signal was on its way
    } while (all.size() > stopped.size());
    return all;
  }

  static void thaw(ProcessHandle parent) {
    send("CONT", family(parent));
  }

  private static List<ProcessHandle> family(ProcessHandle parent) {
    return Stream.concat(Stream.of(parent), parent.descendants()).toList();
  }

  /** Those that are gone already do not matter. */
  static void send(String signal, List<ProcessHandle> processes) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    processes.forEach(each -> command.add("" + each.pid()));
    try {
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Not so what has ended and was never asked for by whoever is its parent now. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  static void awaitEnd(List<ProcessHandle> processes) {
    long until = System.nanoTime() + END.toNanos();
    while (processes.stream().anyMatch(Signals::runs)) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("PostgreSQL outlives its end");
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  /** A process that kills the family as soon as we are no more; a line sends it away. */
  static Process killWhenWeAreGone(ProcessHandle parent) throws IOException {
    return new ProcessBuilder("sh", "-c", GUARD, "guard", "" + parent.pid()).start();
  }

  private Signals() {}
}
