package chatnode.ways.stomp;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.Refusal;
import java.util.HashMap;
import java.util.Map;

/** The lines of a frame up to the empty one: its command and its headers. */
final class Head {
  private static final int MOST_HEADERS = 64;

  /** The only frame of a client without escapes, as STOMP 1.0 had none. */
  private static final String UNESCAPED = "CONNECT";

  private final Map<String, String> headers = new HashMap<>();
  private String command;
  private int count;

  void add(String line) {
    if (command == null) {
      command = line;
    } else {
      addHeader(line);
    }
  }

  private void addHeader(String line) {
    int colon = line.indexOf(':');
    if (colon < 1) {
      throw broken("a header is a name, a colon and a value");
    }
    if (++count > MOST_HEADERS) {
      throw broken("at most " + MOST_HEADERS + " headers are a frame's");
    }
    headers.putIfAbsent(read(line.substring(0, colon)), read(line.substring(colon + 1)));
  }

  private String read(String escaped) {
    if (escaped.indexOf('\\') < 0 || command.equals(UNESCAPED)) {
      return escaped;
    }
    StringBuilder text = new StringBuilder(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      text.append(c == '\\' ? escape(++i < escaped.length() ? escaped.charAt(i) : ' ') : c);
    }
    return text.toString();
  }

  private static char escape(char c) {
    return switch (c) {
      case 'r' -> '\r';
      case 'n' -> '\n';
      case 'c' -> ':';
      case '\\' -> '\\';
      default -> throw broken("the escapes in a header are \\r, \\n, \\c and \\\\");
    };
  }

  /** As the frame says it; -1 when its body ends with the first NUL. */
  int bodyLength() {
    String length = headers.get("content-length");
    if (length == null) {
      return -1;
    }
    if (!length.matches("[0-9]{1,9}")) {
      throw new Refusal(ErrorCode.BAD_FIELD, "content-length: a number of bytes is needed here");
    }
    return Integer.parseInt(length);
  }

  StompFrame with(byte[] body, boolean cameAsText) {
    return new StompFrame(command, headers, body, cameAsText);
  }

  static Refusal broken(String sentence) {
    return new Refusal(ErrorCode.BAD_FRAME, sentence);
  }
}
