package chatbench.ways;

import chatbench.wire.Line;
import chatbench.wire.Outgoing;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * SockJS by xhr-polling, for who can have nothing better: a request that waits for what comes, and
 * one after the other for what goes.
 */
final class XhrLine implements Line {
  private final Exchanges exchanges;
  private final SockJsSession session;
  private final String path = SockJsSession.path();
  private final Queue<String> waiting = new ArrayDeque<>();
  private boolean asking;
  private boolean paused;

  private XhrLine(Exchanges exchanges, SockJsSession session) {
    this.exchanges = exchanges;
    this.session = session;
  }

  static Future<Line> open(Http http, String url, Ear ear) {
    SockJsSession session = new SockJsSession(ear);
    XhrLine line = new XhrLine(new Exchanges(http, url), session);
    line.ask();
    return session
        .opened()
        .timeout(Http.CONNECT_TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .onFailure(failure -> line.close())
        .map(v -> line);
  }

  private void ask() {
    if (asking || paused || session.isClosed()) {
      return;
    }
    asking = true;
    exchanges
        .awaitPost(path + "/xhr")
        .onComplete(
            answer -> {
              asking = false;
              if (answer.isGood()) {
                answer.body().lines().forEach(session::frame);
                ask();
              } else {
                end(answer.status());
              }
            },
            failure -> end(LOST));
  }

  private void end(int code) {
    session.closed(code); // before what is given up ends it with another reason
    exchanges.close();
  }

  @Override
  public void send(List<? extends Outgoing> frames) {
    waiting.add(SockJsSession.message(frames));
    if (waiting.size() == 1) {
      post();
    }
  }

  private void post() {
    exchanges
        .post(path + "/xhr_send", waiting.element())
        .onComplete(
            answer -> {
              waiting.remove();
              if (!answer.isGood()) {
                end(answer.status());
              } else if (!waiting.isEmpty() && !session.isClosed()) {
                post();
              }
            },
            failure -> end(LOST));
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
    ask();
  }

  @Override
  public Future<Void> close() {
    exchanges.close();
    return Future.succeededFuture();
  }
}
