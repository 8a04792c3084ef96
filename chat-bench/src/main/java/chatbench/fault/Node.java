package chatbench.fault;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One node of the cluster under test, over all its lives: always the same ports, one process at a
 * time. Only a process started here is ever signalled.
 *
 * <pre>
 *   down --start--> starting --ready line--> up --freeze--> frozen
 *    ^                                       |  <--thaw---    |
 *    +--------------- kill, term ------------+----------------+  (cut and joined alike)
 * </pre>
 */
public final class Node {
  private static final Pattern READY = Pattern.compile("chat-node (\\S+) ready at .*");
  private static final long START_WITHIN_S = 60;

  /** What the progress line shows. */
  public enum State {
    DOWN,
    STARTING,
    UP,
    FROZEN,
    CUT
  }

  private final Vertx vertx;
  private final Blueprint blueprint;
  private final int number;
  private final Host host;
  private final int port;
  private final int clusterPort;
  private volatile Process process; // the shutdown hook looks too
  private final List<String> crashes = new ArrayList<>();
  private State state = State.DOWN;
  private String name = "";

  Node(Vertx vertx, Blueprint blueprint, int number, Host host, int port, int clusterPort) {
    this.vertx = vertx;
    this.blueprint = blueprint;
    this.number = number;
    this.host = host;
    this.port = port;
    this.clusterPort = clusterPort;
  }

  public State state() {
    return state;
  }

  /** What it calls itself in this life, to its clients too. */
  String name() {
    return name;
  }

  String url() {
    return "ws://" + host.address() + ":" + port + "/chat";
  }

  private Path file() {
    return blueprint.folder().resolve("node-" + number + ".log");
  }

  /** Completes with the ready line. */
  Future<Void> start() {
    state = State.STARTING;
    Promise<Void> ready = Promise.promise();
    return vertx
        .executeBlocking(this::launch)
        .compose(
            started -> {
              process = started;
              Output.copy(started, file(), line -> onLine(line, ready));
              exited(started).onSuccess(status -> onExit(status, ready));
              return ready.future().timeout(START_WITHIN_S, TimeUnit.SECONDS);
            })
        .onSuccess(v -> state = State.UP)
        .recover(
            failure ->
                Future.failedFuture(
                    "node %d did not start: %s; see %s"
                        .formatted(number, failure.getMessage(), file())));
  }

  /** The lives of a node share a file; what an earlier run left there goes. */
  private Process launch() throws IOException {
    if (process == null) {
      Files.deleteIfExists(file());
    }
    ProcessBuilder builder = new ProcessBuilder(blueprint.command(host, port, clusterPort));
    builder.environment().putAll(blueprint.environment());
    return builder.redirectErrorStream(true).start();
  }

  private void onLine(String line, Promise<Void> ready) {
    Matcher matcher = READY.matcher(line);
    if (matcher.find()) {
      vertx.runOnContext(
          v -> {
            name = matcher.group(1);
            ready.tryComplete();
          });
    }
  }

  private void onExit(int status, Promise<Void> ready) {
    if (!ready.tryFail("it ended with status " + status + " before it was ready")
        && state == State.UP) {
      state = State.DOWN;
      crashes.add("node %d ended by itself with status %d".formatted(number, status));
    }
  }

  /** Ends nobody asked for, in sentences. */
  List<String> crashes() {
    return crashes;
  }

  private Future<Integer> exited(Process ended) {
    Promise<Integer> exit = Promise.promise();
    ended.onExit().thenAccept(p -> vertx.runOnContext(v -> exit.complete(p.exitValue())));
    return exit.future();
  }

  /** kill -9. */
  Future<Integer> kill() {
    state = State.DOWN;
    process.toHandle().destroyForcibly(); // Process.destroy would close its output too
    return exited(process);
  }

  /** SIGTERM; completes with the exit status, or fails when the node outlives {@code seconds}. */
  Future<Integer> term(long seconds) {
    state = State.DOWN;
    process.toHandle().destroy();
    return exited(process).timeout(seconds, TimeUnit.SECONDS);
  }

  Future<Void> freeze() {
    state = State.FROZEN;
    return signal("-STOP");
  }

  Future<Void> thaw() {
    return signal("-CONT").onSuccess(v -> state = State.UP);
  }

  /** Out of reach of the other nodes, not of its clients. */
  Future<Void> cut() {
    state = State.CUT;
    return vertx.executeBlocking(
        () -> {
          Hosts.cut(number);
          return null;
        });
  }

  Future<Void> join() {
    return vertx
        .<Void>executeBlocking(
            () -> {
              Hosts.join(number);
              return null;
            })
        .onSuccess(v -> state = State.UP);
  }

  private Future<Void> signal(String name) {
    return vertx.executeBlocking(
        () -> {
          send(process, name);
          return null;
        });
  }

  private static void send(Process target, String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, Long.toString(target.pid())).inheritIO().start().waitFor();
  }

  /** For the shutdown hook: blocks, and leaves nothing behind. */
  void destroy() {
    Process last = process;
    if (last == null || !last.isAlive()) {
      return;
    }
    try {
      send(last, "-CONT");
      last.toHandle().destroyForcibly();
      last.waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      last.destroyForcibly();
    } catch (InterruptedException e) {
      last.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
