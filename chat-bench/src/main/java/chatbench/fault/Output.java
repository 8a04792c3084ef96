package chatbench.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Copies what a node prints to a file and shows every line to a listener, on a thread of its own.
 */
final class Output {

  static void copy(Process process, Path file, Consumer<String> listener) {
    Thread thread = new Thread(() -> pump(process, file, listener), "output of " + process.pid());
    thread.setDaemon(true);
    thread.start();
  }

  private static void pump(Process process, Path file, Consumer<String> listener) {
    try (BufferedReader lines = process.inputReader();
        Writer copy =
            Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      copy.write("--- process " + process.pid() + "\n");
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.write(line + "\n");
        copy.flush();
        listener.accept(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy the output of a node to " + file, e);
    }
  }

  private Output() {}
}
