package chatnode.ways.ws;

import chatnode.protocol.CloseCode;

/** A client's fault after which nothing can go on: the connection ends with this code. */
final class Violation extends Exception {
  private static final long serialVersionUID = 1;

  private final CloseCode code;

  Violation(CloseCode code, String reason) {
    super(reason, null, false, false);
    this.code = code;
  }

  CloseCode code() {
    return code;
  }
}
