package chattest.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A chat node as people run it: a process from the jar, on a free port. */
public final class NodeProcess implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile("chat-node (\\w+) ready at https?://[^:]+:(\\d+) .*");
  private static final Pattern MANAGED =
      Pattern.compile("(?m)^chat-node \\w+ managed at http://127.0.0.1:(\\d+)/admin/$");

  /** Half the work of a start is compiling what these short lives never need fast. */
  private static final List<String> QUICK =
      List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final Duration START = Duration.ofSeconds(90);

  private final Process process;
  private final Thread reader;
  private final List<String> output = new ArrayList<>();
  private final CompletableFuture<Matcher> ready = new CompletableFuture<>();

  private NodeProcess(List<String> before, List<String> jvm, List<String> args) {
    List<String> command = new ArrayList<>(before);
    command.add(java());
    command.addAll(quick());
    command.addAll(jvm);
    command.addAll(List.of("-jar", jar().toString()));
    command.addAll(args);
    if (!args.contains("--store")) {
      command.addAll(List.of("--store", "sqlite:" + Folders.fresh("alone")));
    }
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reader = new Thread(this::read, "output of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a node and waits until it is ready. */
  static NodeProcess start(List<String> args) {
    NodeProcess node = launch(args);
    node.awaitReady();
    return node;
  }

  /** Starts a node that may well refuse to. */
  public static NodeProcess launch(List<String> args) {
    return new NodeProcess(List.of(), List.of(), args);
  }

  /** The same, with options of the JVM. */
  public static NodeProcess launch(List<String> jvm, List<String> args) {
    return new NodeProcess(List.of(), jvm, args);
  }

  /** One that may have so many files open. */
  public static NodeProcess launchWithFiles(int files, List<String> args) {
    String limited = "ulimit -n " + files + " && exec \"$@\"";
    return new NodeProcess(List.of("bash", "-c", limited, "node"), List.of(), args);
  }

  /** Options of the JVM that make a node start sooner and hide nothing. */
  static List<String> quick() {
    List<String> options = new ArrayList<>(QUICK);
    options.addAll(ClassArchive.options(Path.of(java()), QUICK, jar()));
    return options;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static Path jar() {
    Path jar = Path.of(System.getProperty("chat.node.jar", "../chat-node/target/chat-node.jar"));
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is missing: mvn package builds it");
    }
    return jar;
  }

  private void read() {
    try (var lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (output) {
          output.add(line);
        }
        Matcher matcher = READY.matcher(line);
        if (matcher.matches()) {
          ready.complete(matcher);
        }
      }
    } catch (IOException e) {
      // the process is gone
    }
    ready.completeExceptionally(new IllegalStateException("node ended: " + output()));
  }

  public NodeProcess awaitReady() {
    try {
      ready.get(START.toSeconds(), TimeUnit.SECONDS);
      return this;
    } catch (Exception e) {
      kill();
      throw new IllegalStateException("not ready: " + output(), e);
    }
  }

  public String output() {
    synchronized (output) {
      return String.join("\n", output);
    }
  }

  public String name() {
    return ready.join().group(1);
  }

  public int port() {
    return Integer.parseInt(ready.join().group(2));
  }

  public String readyLine() {
    return ready.join().group();
  }

  public String http(String path) {
    return "http://localhost:" + port() + path;
  }

  /** Of the management port, which is told before the node is ready. */
  public String admin(String path) {
    return "http://127.0.0.1:" + adminPort() + path;
  }

  public int adminPort() {
    Matcher managed = MANAGED.matcher(output());
    if (!managed.find()) {
      throw new IllegalStateException("no management port: " + output());
    }
    return Integer.parseInt(managed.group(1));
  }

  public URI ws(String path) {
    return URI.create("ws://localhost:" + port() + path);
  }

  public long pid() {
    return process.pid();
  }

  /** kill -9 */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /** SIGTERM; does not wait. By its handle, since the process itself would close the output. */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** Lets the node forget what nobody holds any more. */
  public void collectGarbage() {
    try {
      String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
      int status =
          new ProcessBuilder(jcmd, "" + process.pid(), "GC.run")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (status != 0) {
        throw new IllegalStateException("jcmd: " + status);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The exit status, once the process has ended and all of its output is here. */
  public int await() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("still running: " + output());
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      thaw();
      kill();
    }
  }
}
