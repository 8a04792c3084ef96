package chatnode.ways.stomp;

/** What a body is, in a header's words. */
final class Body {
  private static final String TEXT = "text/plain;charset=utf-8";
  private static final String BINARY = "application/octet-stream";

  static String type(boolean isBinary) {
    return isBinary ? BINARY : TEXT;
  }

  /** Whether the client says so: what it says nothing about is text. */
  static boolean isBinary(StompFrame frame) {
    return BINARY.equals(frame.header("content-type"));
  }

  private Body() {}
}
