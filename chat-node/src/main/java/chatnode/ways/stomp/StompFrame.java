package chatnode.ways.stomp;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.Refusal;
import java.util.Map;

/**
 * A frame of a client. Of a header that it has several times the first one is here.
 *
 * @param cameAsText whether WebSocket brought it, or the end of it, in a text frame
 */
record StompFrame(String command, Map<String, String> headers, byte[] body, boolean cameAsText) {

  /** Null where there is none. */
  String header(String name) {
    return headers.get(name);
  }

  /** One that has to be there. */
  String due(String name) {
    String value = headers.get(name);
    if (value == null) {
      throw new Refusal(ErrorCode.BAD_FIELD, name + ": " + command + " needs this header");
    }
    return value;
  }
}
