package chatnode.ways.stomp;

import chatnode.protocol.CloseCode;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import chatnode.room.Visitor;
import chatnode.ways.ws.Connection;
import chatnode.ways.ws.WireFrame;
import java.util.List;

/**
 * The client at the other end. An ERROR is the last that it is told: STOMP has none after which a
 * connection goes on, so the socket is closed behind it; and no socket is closed without one.
 */
final class Peer {
  /** A line end, alone in its frame. */
  private static final byte[] HEARTBEAT = {(byte) WireFrame.TEXT, 1, '\n'};

  private final Connection connection;
  private final Heartbeats heartbeats;
  private Visitor visitor;
  private boolean hasEnded;

  /** What the frame that was wrong has for a receipt; null when it has none. */
  private String failed;

  Peer(Connection connection, Heartbeats heartbeats) {
    this.connection = connection;
    this.heartbeats = heartbeats;
  }

  /** Null until it has said who it is. */
  Visitor visitor() {
    return visitor;
  }

  void connected(Visitor visitor, String session, Connect request) {
    this.visitor = visitor;
    heartbeats.agree(request);
    tell(Replies.connected(request.version(), session, heartbeats.everyMs(), visitor.person()));
  }

  /** Counts a frame, as {@link Connection#admit} does. */
  long admit() {
    return connection.admit();
  }

  boolean isReady() {
    return connection.ready();
  }

  /** What it alone hears. */
  void tell(byte[] wire) {
    heartbeats.sent();
    connection.tell(wire);
  }

  /** The same with a receipt that it may not have asked for. */
  void confirm(String receipt) {
    if (receipt != null) {
      tell(Replies.receipt(receipt));
    }
  }

  /** What others hear too. */
  void write(byte[] shared) {
    heartbeats.sent();
    connection.write(shared);
  }

  /** Now and then: a sign of life when it is time for one, and the end of who gives none. */
  void check(long now) {
    if (heartbeats.isSilent(now)) {
      close(CloseCode.LEAVING, "silent for too long");
    } else if (heartbeats.isDue(now) && isReady()) {
      connection.tell(HEARTBEAT);
    }
  }

  // ---- the end

  boolean hasEnded() {
    return hasEnded;
  }

  void close(CloseCode code, String reason) {
    connection.close(code, reason);
    hasEnded = true;
  }

  /** The client wants it. */
  void end() {
    hasEnded = true; // there is no more to be said
    close(CloseCode.DONE, CloseCode.DONE.reason());
  }

  /** {@code receipt} is what the frame that was wrong has for one, or null. */
  void fail(ServerFrame.Error error, String receipt) {
    if (!hasEnded) {
      failed = receipt;
      connection.send(error); // counted with the errors of all others
      CloseCode code = closing(error.code());
      close(code, code.reason());
    }
  }

  private static CloseCode closing(ErrorCode code) {
    return switch (code) {
      case TOO_LONG -> CloseCode.TOO_BIG;
      case NOT_HELLO, NOT_JOINED, RATE_LIMITED, FORBIDDEN -> CloseCode.POLICY;
      case ROOM_FULL, BUSY, NO_QUORUM, NOT_CONFIRMED -> CloseCode.OVERLOADED;
      case INTERNAL -> CloseCode.OUR_FAULT;
      default -> CloseCode.MALFORMED;
    };
  }

  /** Of what may be said to any client the last words: all else is told as it comes. */
  byte[] answers(List<ServerFrame> frames) {
    for (ServerFrame frame : frames) {
      if (frame instanceof ServerFrame.Error error) {
        return last(Replies.error(error, failed));
      } else if (frame instanceof ServerFrame.Bye bye) {
        return last(Replies.error(bye));
      }
    }
    return Dialect.NOTHING;
  }

  /** For a socket that is closed without an error. */
  byte[] lastWords(CloseCode code, String reason) {
    return hasEnded ? Dialect.NOTHING : last(Replies.error(reason, word(code)));
  }

  /** What an error of the same kind is called; null where there is none. */
  private String word(CloseCode code) {
    ErrorCode word =
        switch (code) {
          case TOO_BIG -> ErrorCode.TOO_LONG;
          case PROTOCOL_ERROR, BAD_UTF8, MALFORMED -> ErrorCode.BAD_FRAME;
          case POLICY -> visitor == null ? ErrorCode.NOT_HELLO : ErrorCode.RATE_LIMITED;
          case OVERLOADED -> ErrorCode.BUSY;
          case NOT_LET_IN -> ErrorCode.FORBIDDEN;
          case OUR_FAULT -> ErrorCode.INTERNAL;
          default -> null;
        };
    return word == null ? null : word.wire();
  }

  /** Who is not connected is also told which versions there are to be had. */
  private byte[] last(StompWriter error) {
    hasEnded = true;
    return Replies.wire(visitor == null ? error.header("version", Connect.VERSIONS) : error);
  }
}
