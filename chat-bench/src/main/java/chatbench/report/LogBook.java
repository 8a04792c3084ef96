package chatbench.report;

import chatbench.check.ClientLog;
import chatbench.check.Event;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Everything every client saw, one event a line, for whoever has to find out why. */
public final class LogBook {

  /** Writes {@code clients.log}: seconds of the run, client, event. A long run has millions. */
  public static void write(Iterable<ClientLog> logs, long start, Path folder) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("clients.log"))) {
      for (ClientLog log : logs) {
        for (Event event : log.events()) {
          double second = (event.at() - start) / 1e9;
          out.write(String.format(Locale.ROOT, "%10.4f %s %s%n", second, log.name(), event));
        }
      }
    }
  }

  private LogBook() {}
}
