package chattest.support;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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

  private NodeJs(Path script, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(NpmPackages.node().toString());
    command.add(script.toString());
    command.addAll(List.of(arguments));
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    commands = process.outputWriter(StandardCharsets.UTF_8);
    Thread errors = read(process.errorReader(StandardCharsets.UTF_8), complaints::add, () -> {});
    read(process.inputReader(StandardCharsets.UTF_8), this::heard, () -> ended(errors));
  }

  /** Starts {@code script}.mjs. */
  public static NodeJs run(String script, String... arguments) {
    return new NodeJs(resource(script + ".mjs"), arguments);
  }

  /** Starts a script that is not one of ours. */
  public static NodeJs run(Path script, String... arguments) {
    return new NodeJs(script, arguments);
  }

  /** A real file, for Node. */
  static Path resource(String name) {
    try {
      URL resource = NodeJs.class.getResource("/node/" + name);
      return Path.of(Objects.requireNonNull(resource, "no node/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static String read(String name) {
    try {
      return Files.readString(resource(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Thread read(BufferedReader from, Consumer<String> each, Runnable end) {
    Thread thread =
        new Thread(
            () -> {
              try (from) {
                from.lines().forEach(each);
              } catch (IOException | UncheckedIOException e) {
                // the process is gone
              }
              end.run();
            },
            "output of " + process.pid());
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void heard(String line) {
    try {
      inbox.add(new JsonObject(line));
    } catch (DecodeException e) {
      complaints.add(line); // what a library has to say
    }
  }

  /** Who waits is told what the matter was, so that must be here before. */
  private void ended(Thread errors) {
    try {
      errors.join();
      process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
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
      throw new AssertionError("the script has ended" + complaints(), e);
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
      throw new AssertionError("no " + type + ", but " + inbox + ", " + state + complaints());
    }
    return next;
  }

  private String complaints() {
    synchronized (complaints) {
      return complaints.stream().collect(Collectors.joining("\n", ":\n", ""));
    }
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
