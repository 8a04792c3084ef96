package chatbench.ways;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads frames of STOMP 1.2 from bytes that come in any portions. Line ends between frames are
 * heart-beats, of which nobody is told.
 */
final class StompReader {
  private static final int UP_TO_NUL = -1;

  private enum State {
    BETWEEN,
    HEAD,
    BODY
  }

  private final Consumer<StompFrame> frames;
  private final ByteArrayOutputStream part = new ByteArrayOutputStream();
  private final Map<String, String> headers = new HashMap<>();
  private State state = State.BETWEEN;
  private String command = "";
  private int left;

  StompReader(Consumer<StompFrame> frames) {
    this.frames = frames;
  }

  /** Throws IllegalArgumentException with a sentence when this is no STOMP. */
  void read(byte[] bytes) {
    for (byte each : bytes) {
      switch (state) {
        case BETWEEN -> {
          if (each != '\n' && each != '\r') {
            state = State.HEAD;
            part.write(each);
          }
        }
        case HEAD -> {
          if (each == '\n') {
            line();
          } else {
            part.write(each);
          }
        }
        case BODY -> {
          if (left > 0) {
            left--;
            part.write(each);
          } else if (each == 0) {
            frame();
          } else if (left == UP_TO_NUL) {
            part.write(each);
          } else {
            throw new IllegalArgumentException(
                "the server's " + command + " is longer than its content-length");
          }
        }
      }
    }
  }

  private String take() {
    String text = part.toString(StandardCharsets.UTF_8);
    part.reset();
    return text;
  }

  private void line() {
    String line = take();
    line = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    if (command.isEmpty()) {
      command = line;
    } else if (line.isEmpty()) {
      state = State.BODY;
      left = length(headers.get("content-length"));
    } else {
      header(line);
    }
  }

  private int length(String text) {
    if (text == null) {
      return UP_TO_NUL;
    }
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the server's " + command + " has a content-length of " + text);
    }
  }

  private void header(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("the server's " + command + " has a header " + line);
    }
    headers.putIfAbsent(unescape(line.substring(0, colon)), unescape(line.substring(colon + 1)));
  }

  /** CONNECTED is left as it is, for the sake of STOMP 1.0. */
  private String unescape(String text) {
    if (text.indexOf('\\') < 0 || command.equals("CONNECTED")) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      plain.append(text.charAt(i) == '\\' ? escaped(text, ++i) : text.charAt(i));
    }
    return plain.toString();
  }

  private char escaped(String text, int at) {
    return switch (at < text.length() ? text.charAt(at) : ' ') {
      case 'r' -> '\r';
      case 'n' -> '\n';
      case 'c' -> ':';
      case '\\' -> '\\';
      default ->
          throw new IllegalArgumentException(
              "the server's " + command + " has an escape that STOMP does not know: " + text);
    };
  }

  private void frame() {
    StompFrame frame = new StompFrame(command, Map.copyOf(headers), take());
    command = "";
    headers.clear();
    state = State.BETWEEN;
    frames.accept(frame);
  }
}
