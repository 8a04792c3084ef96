package chatnode.ways.http;

import chatnode.protocol.ErrorCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * What a client posts, gathered up to a limit; vertx-web's own handler takes a client that goes
 * away for a fault of ours.
 */
final class Body {
  private final int most;
  private final Consumer<byte[]> whole;
  private final Consumer<Problem> refused;
  private final Buffer gathered = Buffer.buffer();
  private boolean isTooLarge;

  private Body(int most, Consumer<byte[]> whole, Consumer<Problem> refused) {
    this.most = most;
    this.whole = whole;
    this.refused = refused;
  }

  /** One of the two is called; neither when the client goes before it has sent everything. */
  static void read(
      HttpServerRequest request, int most, Consumer<byte[]> whole, Consumer<Problem> refused) {
    Body body = new Body(most, whole, refused);
    if (announced(request) > most) {
      body.refuse();
      return;
    }
    request
        .handler(body::gather)
        .endHandler(v -> body.end())
        .exceptionHandler(gone -> {}); // there is nobody to tell
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
  }

  /** Netty has seen to it that this is a number, if it is there. */
  private static long announced(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    return length == null ? 0 : Long.parseLong(length);
  }

  private void gather(Buffer part) {
    if (isTooLarge) {
      return;
    }
    if (gathered.length() + part.length() > most) {
      refuse();
    } else {
      gathered.appendBuffer(part);
    }
  }

  private void refuse() {
    isTooLarge = true;
    refused.accept(Problem.of(413, ErrorCode.TOO_LONG, "a body has at most " + most + " bytes"));
  }

  private void end() {
    if (!isTooLarge) {
      whole.accept(gathered.getBytes());
    }
  }
}
