package chattest.support;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** curl itself, which sends what other clients take for a mistake. */
public final class Curl {
  private static final int SECONDS = 30;

  /** Header names in lower case. */
  public record Answer(int status, Map<String, String> headers, String body) {
    public JsonObject json() {
      return new JsonObject(body);
    }
  }

  /** The program; where it is not there it is installed, if that is possible. */
  public static Path need() {
    return Packages.need("/usr/bin/curl", "curl");
  }

  /** Asks for a path as it stands; {@code options} are curl's. */
  public static Answer ask(NodeProcess node, String path, String... options) {
    List<String> command = new ArrayList<>(List.of(need().toString()));
    command.addAll(List.of("--silent", "--show-error", "--include", "--path-as-is", "--globoff"));
    command.addAll(List.of("--max-time", "" + SECONDS));
    command.addAll(List.of(options));
    command.add(node.http(path));
    return answer(run(command));
  }

  private static String run(List<String> command) {
    try {
      Process curl = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!curl.waitFor(SECONDS, TimeUnit.SECONDS) || curl.exitValue() != 0) {
        throw new AssertionError(command + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Answer answer(String output) {
    int end = output.indexOf("\r\n\r\n");
    String head = output.substring(0, end);
    if (head.startsWith("HTTP/1.1 100")) {
      return answer(output.substring(end + 4));
    }
    Map<String, String> headers = new TreeMap<>();
    String[] lines = head.split("\r\n");
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.put(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).trim());
    }
    return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, output.substring(end + 4));
  }

  private Curl() {}
}
