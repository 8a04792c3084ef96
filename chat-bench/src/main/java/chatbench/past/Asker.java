package chatbench.past;

import chatbench.wire.Dialer;
import chatbench.wire.Incoming;
import chatbench.wire.Outgoing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;

/**
 * One client that asks one thing at a time. An answer has come when its frame has, before it is
 * parsed here: what is measured is the server.
 */
final class Asker {
  private static final long RETRY_MS = 100;
  private static final long PATIENCE_MS = 60_000;

  /** An answer and how long it took. */
  record Answer<T extends Incoming>(T frame, long micros) {}

  /** What is waited for; what else comes is not for us. */
  private record Question<T extends Incoming>(
      String frame, Class<T> type, long since, Promise<Answer<T>> answer) {
    void heard(Incoming frame, long now) {
      if (type.isInstance(frame)) {
        answer.tryComplete(new Answer<>(type.cast(frame), (now - since) / 1_000));
      }
    }
  }

  private final Vertx vertx;
  private final WebSocket socket;
  private Question<?> question;

  private Asker(Vertx vertx, WebSocket socket) {
    this.vertx = vertx;
    this.socket = socket;
    socket.textMessageHandler(text -> heard(text, System.nanoTime()));
    socket.exceptionHandler(failure -> {}); // the close handler follows
    socket.closeHandler(v -> fail("the server closed the connection"));
  }

  static Future<Asker> at(Vertx vertx, Dialer dialer, String url) {
    return dialer.dial(url).map(socket -> new Asker(vertx, socket));
  }

  /** A server that wants it slower is asked again, and only the last time counts. */
  <T extends Incoming> Future<Answer<T>> ask(Outgoing frame, Class<T> type) {
    return ask(frame.json(), type);
  }

  private <T extends Incoming> Future<Answer<T>> ask(String frame, Class<T> type) {
    Question<T> asked = new Question<>(frame, type, System.nanoTime(), Promise.promise());
    question = asked;
    long timer = vertx.setTimer(PATIENCE_MS, id -> fail("the server has not answered " + frame));
    socket.writeTextMessage(frame);
    return asked
        .answer
        .future()
        .eventually(() -> Future.succeededFuture(vertx.cancelTimer(timer)))
        .recover(failure -> again(failure, frame, type));
  }

  private <T extends Incoming> Future<Answer<T>> again(
      Throwable failure, String frame, Class<T> type) {
    if (!(failure instanceof Slower slower)) {
      return Future.failedFuture(failure);
    }
    return vertx.timer(slower.afterMs).mapEmpty().compose(v -> ask(frame, type));
  }

  private void heard(String text, long now) {
    for (String line : Incoming.lines(text)) {
      Incoming frame = Incoming.parse(line);
      if (frame instanceof Incoming.Refused refused) {
        refused(refused);
      } else if (question != null) {
        question.heard(frame, now);
      }
    }
  }

  private void refused(Incoming.Refused refused) {
    if (!refused.code().equals("rate_limited")) {
      fail("the server refused " + question.frame + " with " + refused.code());
    } else {
      question.answer.tryFail(new Slower(Math.max(RETRY_MS, refused.retryAfterMs())));
    }
  }

  private void fail(String why) {
    if (question != null) {
      question.answer.tryFail(why);
    }
  }

  Future<Void> hello(String client) {
    return ask(new Outgoing.Hello("past", client), Incoming.Welcome.class).mapEmpty();
  }

  Future<Void> close() {
    return socket.close();
  }

  private static final class Slower extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long afterMs;

    Slower(long afterMs) {
      super("the server wants it slower", null, false, false);
      this.afterMs = afterMs;
    }
  }
}
