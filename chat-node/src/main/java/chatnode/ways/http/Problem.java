package chatnode.ways.http;

import chatnode.log.RoomLog;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Refusal;
import chatnode.protocol.ServerFrame;
import chatnode.room.Rooms;
import chatnode.ways.Doorman;
import chatnode.who.NoKeys;
import chatnode.who.NotLetIn;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/**
 * Why a request was not answered (RFC 9457): the sentence and the code that an {@code error} frame
 * would have.
 */
public record Problem(int status, ErrorCode code, String sentence, long retryAfterMs) {
  private static final long SECOND_MS = 1000;

  public static Problem of(ServerFrame.Error error) {
    return new Problem(status(error.code()), error.code(), error.message(), error.retryAfterMs());
  }

  public static Problem of(Refusal refusal) {
    return new Problem(status(refusal.code()), refusal.code(), refusal.getMessage(), 0);
  }

  public static Problem of(Doorman.Refused refused) {
    ErrorCode code = refused.status() == 429 ? ErrorCode.RATE_LIMITED : ErrorCode.BUSY;
    return new Problem(
        refused.status(), code, refused.getMessage(), refused.retryAfterS() * SECOND_MS);
  }

  /** What is kept could not be read. */
  static Problem unreadable(Throwable failure) {
    return failure instanceof RoomLog.NoQuorum
        ? new Problem(503, ErrorCode.NO_QUORUM, "too few nodes: ask again later", SECOND_MS)
        : of(Rooms.unreadable(null));
  }

  /** Nobody is let in like that: 401, whatever the reason. */
  static Problem of(NotLetIn why) {
    return of(401, ErrorCode.FORBIDDEN, why.getMessage());
  }

  /** It cannot be found out now who asks. */
  static Problem of(NoKeys why) {
    return new Problem(503, ErrorCode.BUSY, why.getMessage(), SECOND_MS);
  }

  static Problem ourFault() {
    return of(500, ErrorCode.INTERNAL, "something went wrong here: try again");
  }

  /** With a status of HTTP's own. */
  public static Problem of(int status, ErrorCode code, String sentence) {
    return new Problem(status, code, sentence, 0);
  }

  private static int status(ErrorCode code) {
    return switch (code) {
      case BAD_FRAME, UNKNOWN_TYPE, BAD_FIELD, NOT_HELLO, NOT_JOINED -> 400;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case TOO_LONG -> 413;
      case RATE_LIMITED -> 429;
      case ROOM_FULL, BUSY, NO_QUORUM, NOT_CONFIRMED -> 503;
      case INTERNAL -> 500;
    };
  }

  /** Nothing is said when the answer has begun, or the client has gone. */
  public void answer(HttpServerResponse response) {
    if (response.headWritten() || response.ended() || response.closed()) {
      return;
    }
    JsonObject body =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
            .put("status", status)
            .put("detail", sentence)
            .put("code", code.wire());
    if (retryAfterMs > 0) {
      body.put("retryAfterMs", retryAfterMs);
      response.putHeader("Retry-After", Long.toString((retryAfterMs + 999) / 1000));
    }
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(body.toBuffer());
  }
}
