package chatnode.ways.http;

import chatnode.log.Budget;
import chatnode.protocol.ErrorCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * What a client posts, gathered up to a limit; vertx-web's own handler takes a client that goes
 * away for a fault of ours.
 */
final class Body {
  private static final int RETRY_MS = 1000;

  private final int most;
  private final Budget held;
  private final Consumer<byte[]> whole;
  private final Consumer<Problem> refused;
  private Buffer gathered = Buffer.buffer();
  private boolean isOver;

  private Body(int most, Budget held, Consumer<byte[]> whole, Consumer<Problem> refused) {
    this.most = most;
    this.held = held;
    this.whole = whole;
    this.refused = refused;
  }

  /**
   * One of the two is called; neither when the client goes before it has sent everything.
   *
   * @param most bytes of a body
   * @param held what all bodies together may have that are not whole yet
   */
  static void read(
      HttpServerRequest request,
      int most,
      Budget held,
      Consumer<byte[]> whole,
      Consumer<Problem> refused) {
    Body body = new Body(most, held, whole, refused);
    if (announced(request) > most) {
      body.refuse(body.tooLarge());
      return;
    }
    request
        .handler(body::gather)
        .endHandler(v -> body.end())
        .exceptionHandler(gone -> body.over()); // there is nobody to tell
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
    if (isOver) {
      return;
    }
    if (gathered.length() + part.length() > most) {
      refuse(tooLarge());
    } else if (!held.take(part.length())) {
      refuse(
          new Problem(
              503, ErrorCode.BUSY, "too much is being sent at once: send it again", RETRY_MS));
    } else {
      gathered.appendBuffer(part);
    }
  }

  private Problem tooLarge() {
    return Problem.of(413, ErrorCode.TOO_LONG, "a body has at most " + most + " bytes");
  }

  private void refuse(Problem problem) {
    over();
    refused.accept(problem);
  }

  private void end() {
    if (!isOver) {
      byte[] bytes = gathered.getBytes();
      over();
      whole.accept(bytes);
    }
  }

  private void over() {
    if (!isOver) {
      isOver = true;
      held.giveBack(gathered.length());
      gathered = null;
    }
  }
}
