package chatnode.ways.sockjs;

import chatnode.ways.ws.WireFrame;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What SockJS puts around text (sockjs-protocol 0.3.3, "Protocol and framing"). */
final class Framing {
  private static final byte[] BEGIN = bytes("a[\"");
  private static final byte[] END = bytes("\"]");

  /** One message or an array of them, as a client sends it; throws DecodeException for others. */
  static List<String> messages(String text) {
    Object value = Json.decodeValue(text);
    if (value instanceof String message) {
      return List.of(message);
    }
    if (!(value instanceof JsonArray array) || !array.stream().allMatch(String.class::isInstance)) {
      throw new DecodeException("not an array of strings");
    }
    return array.stream().map(String.class::cast).toList();
  }

  /** A WebSocket frame with these lines of JSON as its one message. */
  static byte[] message(byte[] lines) {
    int escapes = 0;
    for (byte each : lines) {
      if (isEscaped(each)) {
        escapes++;
      }
    }
    int at = WireFrame.MOST + BEGIN.length;
    byte[] out = new byte[at + lines.length + escapes + END.length];
    System.arraycopy(BEGIN, 0, out, WireFrame.MOST, BEGIN.length);
    for (byte each : lines) {
      if (isEscaped(each)) {
        out[at++] = '\\';
      }
      out[at++] = each == '\n' ? (byte) 'n' : each;
    }
    System.arraycopy(END, 0, out, at, END.length);
    return WireFrame.text(out);
  }

  /** In lines of JSON all other control characters are escaped already. */
  private static boolean isEscaped(byte each) {
    return each == '"' || each == '\\' || each == '\n';
  }

  /** {@code c[1012,"restarting"]} */
  static String close(int code, String reason) {
    return "c" + JsonArray.of(code, reason).encode();
  }

  /** A WebSocket frame with this alone. */
  static byte[] frame(String text) {
    byte[] payload = bytes(text);
    byte[] out = new byte[WireFrame.MOST + payload.length];
    System.arraycopy(payload, 0, out, WireFrame.MOST, payload.length);
    return WireFrame.text(out);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Framing() {}
}
