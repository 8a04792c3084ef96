package chattest.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code deploy/chat-node}, which keeps the classes of a node in {@code archive}. */
public record Launcher(Path archive, String javaOptions) {
  private static final int PATIENCE_S = 90;

  public Run run(String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("../deploy/chat-node"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS", javaOptions);
    builder.environment().put("CHAT_ARCHIVE", archive.toString());
    return new Run(builder.start());
  }

  /** A process of it, and what it has said. */
  public static final class Run implements AutoCloseable {
    private final Process process;
    private final StringBuffer output = new StringBuffer();
    private final Thread reader = new Thread(this::read, "launched");

    private Run(Process process) {
      this.process = process;
      reader.setDaemon(true);
      reader.start();
    }

    private void read() {
      try (var lines = process.inputReader()) {
        lines.lines().forEach(this::add);
      } catch (IOException e) {
        // the process is gone
      }
    }

    private synchronized void add(String line) {
      output.append(line).append('\n');
      notifyAll();
    }

    public synchronized void await(String word) throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
      while (output.indexOf(word) < 0) {
        long leftMs = (end - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0) {
          throw new AssertionError("no '" + word + "' in: " + output);
        }
        wait(leftMs);
      }
    }

    public String output() {
      return output.toString();
    }

    public List<String> commandLine() {
      return List.of(process.info().arguments().orElseThrow());
    }

    /** Its status after SIGTERM. */
    public int terminate() throws InterruptedException {
      process.toHandle().destroy();
      return end();
    }

    /** Its status when it has ended. */
    public int end() throws InterruptedException {
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        throw new AssertionError("has not ended: " + output);
      }
      reader.join();
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
