package chattest.support;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * A script of src/test/resources/node that runs in Node, for clients that are JavaScript. It tells
 * what it hears in lines of JSON, and is told what to do in such lines: see stdio.mjs there.
 */
public final class NodeJs implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Process process;
  private final Writer commands;
  private final Inbox inbox = new Inbox();
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

  private NodeJs(String script, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(NpmPackages.node().toString());
    command.add(resource(script + ".mjs").toString());
    command.addAll(arguments);
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    commands = process.outputWriter(StandardCharsets.UTF_8);
    read(process.inputReader(StandardCharsets.UTF_8), "output");
    read(process.errorReader(StandardCharsets.UTF_8), "errors");
  }

  /** Starts {@code script}.mjs. */
  public static NodeJs run(String script, String... arguments) {
    return new NodeJs(script, List.of(arguments));
  }

  /** A real file, for Node. */
  static Path resource(String name) {
    try {
      return Path.of(NodeJs.class.getResource("/node/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void read(BufferedReader from, String what) {
    Thread thread = new Thread(() -> read(from), what + " of " + process.pid());
    thread.setDaemon(true);
    thread.start();
  }

  private void read(BufferedReader from) {
    try (from) {
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        if (line.startsWith("{\"type\":")) {
          inbox.add(new JsonObject(line));
        } else {
          complaints.add(line); // of the script, or what a library has to say
        }
      }
    } catch (IOException e) {
      // the process is gone
    }
    inbox.end();
  }

  /** Tells the script what to do. Single quotes stand for double ones. */
  public NodeJs tell(String json) {
    return tell(new JsonObject(json.replace('\'', '"')));
  }

  public NodeJs tell(JsonObject command) {
    try {
      commands.write(command.encode() + "\n");
      commands.flush();
      return this;
    } catch (IOException e) {
      throw new AssertionError("the script has ended: " + complaints, e);
    }
  }

  /** The next that the script tells of this type; others stay to be asked for. */
  public JsonObject await(String type) {
    return await(type, each -> true);
  }

  /** The next of this type that fits; those of the type before it are passed over. */
  public JsonObject await(String type, Predicate<JsonObject> which) {
    JsonObject next = inbox.await(type, which, PATIENCE);
    if (next == null) {
      String state = process.isAlive() ? "running" : "ended with " + process.exitValue();
      throw new AssertionError("no " + type + ", but " + inbox + ", " + state + ": " + complaints);
    }
    return next;
  }

  /** The texts of the next messages. */
  public List<String> messages(int count) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(await("message").getString("text"));
    }
    return texts;
  }

  /** True when nothing of this type is waiting to be looked at. */
  public boolean heardNothingOf(String type) {
    return inbox.hasNone(type);
  }

  /** kill -9 */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
