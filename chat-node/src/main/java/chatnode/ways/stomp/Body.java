package chatnode.ways.stomp;

/**
 * What a body is. STOMP takes one without a content-type for bytes, and hardly any client of chat
 * gives one: so it is text unless it cannot be.
 */
final class Body {
  private static final String TEXT = "text/plain;charset=utf-8";
  private static final String BINARY = "application/octet-stream";

  static String type(boolean isBinary) {
    return isBinary ? BINARY : TEXT;
  }

  static boolean isBinary(StompFrame frame) {
    String type = frame.header("content-type");
    return BINARY.equals(type) || type == null && !frame.cameAsText() && !isText(frame.body());
  }

  private static boolean isText(byte[] body) {
    for (byte b : body) {
      if (b == 0) {
        return false;
      }
    }
    return Utf8.isText(body);
  }

  private Body() {}
}
