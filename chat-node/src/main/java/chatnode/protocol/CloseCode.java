package chatnode.protocol;

/** Why a connection ends: RFC 6455 section 7.4.1 below 4000, ours above. */
public enum CloseCode {
  DONE(1000, "done"),
  LEAVING(1001, "leaving"),
  PROTOCOL_ERROR(1002, "protocol error"),
  UNSUPPORTED(1003, "chat.v1.json takes text frames only"),
  BAD_UTF8(1007, "text is not valid UTF-8"),
  POLICY(1008, "policy"),
  TOO_BIG(1009, "frame too big"),
  OUR_FAULT(1011, "internal error"),
  RESTARTING(1012, "restarting"),
  OVERLOADED(1013, "overloaded"),
  MALFORMED(4001, "malformed beyond repair"),
  NOT_LET_IN(4003, "not let in"),
  TOO_SLOW(4008, "too slow: come back and resume");

  private final short code;
  private final String reason;

  CloseCode(int code, String reason) {
    this.code = (short) code;
    this.reason = reason;
  }

  public short code() {
    return code;
  }

  public String reason() {
    return reason;
  }
}
