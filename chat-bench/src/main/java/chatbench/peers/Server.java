package chatbench.peers;

import chatbench.fanout.Processors;
import chatbench.fault.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A peer while it runs: a process of ours and whatever that starts. Only these are ever ended. */
public final class Server implements AutoCloseable, Processors {
  private static final long END_WITHIN_S = 5;

  private final int port;
  private final Path log;
  private final Process process;
  private final Thread hook = new Thread(this::end, "end the server");

  private Server(int port, Path log, Process process) {
    this.port = port;
    this.log = log;
    this.process = process;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** It need not be ready. What it prints is in the folder, under its name. */
  public static Server start(Peer peer, Cores cores, Path folder) throws IOException {
    Path place = Files.createDirectories(folder.toAbsolutePath().resolve(peer.name()));
    int port = FreePorts.find(1).get(0);
    List<String> command = new ArrayList<>(cores.prefix());
    command.addAll(peer.command(port, place));
    Path log = place.resolve("output.log");
    Process process =
        new ProcessBuilder(command)
            .directory(place.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new Server(port, log, process);
  }

  public int port() {
    return port;
  }

  /** Throws IllegalStateException with a sentence when it has ended by itself. */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "it ended with status %d; see %s".formatted(process.exitValue(), log));
    }
  }

  @Override
  public double server() {
    return Proc.HERE.treeSeconds(process.pid());
  }

  @Override
  public double load() {
    return Proc.HERE.seconds(ProcessHandle.current().pid());
  }

  /** What it has in memory. */
  public double kib() {
    return Proc.HERE.treeKib(process.pid());
  }

  /** At once: nobody is left who would have to be told. */
  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  /** The first one before those below it, or it would start them again. */
  private void end() {
    List<ProcessHandle> below = process.descendants().toList();
    process.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
    try {
      process.waitFor(END_WITHIN_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
