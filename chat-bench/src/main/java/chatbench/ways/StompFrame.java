package chatbench.ways;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A frame of STOMP 1.2; of a repeated header the first counts. */
record StompFrame(String command, Map<String, String> headers, String body) {
  private static final char NUL = '\0';

  /** Names and values in turn. */
  static StompFrame of(String command, String... headers) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], headers[i + 1]);
    }
    return new StompFrame(command, map, "");
  }

  StompFrame with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new StompFrame(command, more, body);
  }

  /** A text with its length, as it may hold what would end a frame. */
  StompFrame saying(String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return new StompFrame(command, with("content-length", "" + length).headers, text);
  }

  /** Empty when it is not there. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Throws IllegalArgumentException with a sentence. */
  long number(String name) {
    try {
      return Long.parseLong(header(name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the server's %s has no number in its header %s: %s".formatted(command, name, headers));
    }
  }

  String encode() {
    StringBuilder text = new StringBuilder(command).append('\n');
    headers.forEach(
        (name, value) -> text.append(escape(name)).append(':').append(escape(value)).append('\n'));
    return text.append('\n').append(body).append(NUL).toString();
  }

  /** The two frames that STOMP 1.0 knew already are left as they are. */
  private String escape(String text) {
    return command.equals("CONNECT")
        ? text
        : text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n").replace(":", "\\c");
  }
}
