package chatpostgres;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * One PostgreSQL over all its lives: always the same port and data. Ends with us, also when we are
 * killed. Everything here blocks, and is called by one thread at a time.
 *
 * <pre>
 *   down --start--> up --freeze--> frozen
 *    ^              |  <--thaw---    |
 *    +- stop, kill -+---- kill ------+
 * </pre>
 */
public final class PostgresServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofMillis(5);

  /** How a server is asked to end; so do {@code pg_ctl -m fast} and {@code -m immediate}. */
  public enum Stop {
    /** Connections are ended, everything is written. */
    FAST("INT"),
    /** Like a crash: the next start reads the log again. */
    IMMEDIATE("QUIT");

    private final String signal;

    Stop(String signal) {
      this.signal = signal;
    }
  }

  private final Postgres programs;
  private final Path data;
  private final List<String> settings;
  private final int port = freePort();
  private final Thread end = new Thread(this::end, "end of PostgreSQL");
  private volatile Process server; // the shutdown hook looks too
  private volatile Process guard;

  PostgresServer(Postgres programs, Path data, List<String> settings) {
    this.programs = programs;
    this.data = data;
    this.settings = settings;
    Runtime.getRuntime().addShutdownHook(end);
  }

  /** As {@code --store} takes it; the password is not in it. */
  public String url() {
    return "postgresql://" + user() + "@127.0.0.1:" + port + "/" + Postgres.DATABASE;
  }

  /** May do everything. */
  public String user() {
    return Postgres.USER;
  }

  public String password() {
    return Postgres.PASSWORD;
  }

  public int port() {
    return port;
  }

  public Path data() {
    return data;
  }

  /** What it wrote in all its lives. */
  public Path log() {
    return data.resolveSibling(data.getFileName() + ".log");
  }

  /** Of its present life. */
  ProcessHandle process() {
    return server.toHandle();
  }

  /** Returns when it takes connections. */
  public PostgresServer start() {
    List<String> command =
        programs.command(
            "postgres",
            "-D",
            data.toString(),
            "-p",
            "" + port,
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=");
    settings.forEach(setting -> command.addAll(List.of("-c", setting)));
    try {
      server =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log().toFile()))
              .start();
      guard = Signals.killWhenWeAreGone(server.toHandle());
      awaitReady();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private void awaitReady() throws IOException {
    long until = System.nanoTime() + START.toNanos();
    while (!saysReady()) {
      if (!server.isAlive() || System.nanoTime() > until) {
        end();
        throw new IllegalStateException("PostgreSQL did not start: see " + log());
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  /** In the file by which {@code pg_ctl} knows it too: the process first, its state last. */
  private boolean saysReady() throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return false;
    }
    List<String> lines = Files.readAllLines(file);
    return lines.size() > 7
        && lines.get(0).equals("" + server.pid())
        && lines.get(7).strip().equals("ready");
  }

  /** Returns when it has ended. */
  public void stop(Stop how) {
    Signals.send(how.signal, List.of(server.toHandle()));
    Signals.awaitEnd(List.of(server.toHandle()));
    release();
  }

  public PostgresServer restart(Stop how) {
    stop(how);
    return start();
  }

  /** SIGSTOP of all its processes: connections stay open, nobody answers. */
  public void freeze() {
    Signals.freeze(server.toHandle());
  }

  public void thaw() {
    Signals.thaw(server.toHandle());
  }

  /** SIGKILL of all its processes, as if the machine had lost them at once. */
  public void kill() {
    List<ProcessHandle> all = Signals.freeze(server.toHandle());
    Signals.send("KILL", all);
    Signals.awaitEnd(all);
    release();
  }

  private void release() {
    try (OutputStream word = guard.getOutputStream()) {
      word.write('\n');
    } catch (IOException e) {
      // it has gone by itself
    }
  }

  /** In whatever state it is. */
  private void end() {
    if (server != null && server.isAlive()) {
      kill();
    }
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      // it runs just now
    }
  }

  /** Below those of outgoing connections, or one of these might take it while we are down. */
  private static int freePort() {
    List<Integer> taken = new ArrayList<>();
    while (taken.size() < 100) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 32_768);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        taken.add(port);
      }
    }
    throw new IllegalStateException("no free port on the loopback interface");
  }
}
