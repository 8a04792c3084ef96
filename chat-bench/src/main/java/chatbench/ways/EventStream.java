package chatbench.ways;

import chatbench.wire.Line;
import io.vertx.core.http.HttpClientResponse;

/** One stream of server-sent events, from the request to its end. */
final class EventStream {

  /** Who hears it; whatever ends it is the last word. */
  interface Listener extends EventReader.Listener {

    /** There is no stream. */
    void refused(Answer answer);

    /** With {@link #ENDED}, or {@link Line#LOST}. */
    void ended(int code);
  }

  /** The server has said all that it had to say. */
  static final int ENDED = 200;

  private final Exchanges exchanges;
  private final Listener listener;
  private HttpClientResponse response;
  private boolean paused;
  private boolean closed;

  EventStream(Exchanges exchanges, Listener listener) {
    this.exchanges = exchanges;
    this.listener = listener;
  }

  void open(String path, String client) {
    exchanges.stream(path, client).onComplete(this::opened, failure -> end(Line.LOST));
  }

  private void opened(HttpClientResponse opened) {
    response = opened;
    if (closed) {
      close();
    } else if (opened.statusCode() != ENDED) {
      opened
          .body()
          .onComplete(
              body -> {
                if (!closed) {
                  closed = true;
                  listener.refused(new Answer(opened.statusCode(), body.toString()));
                }
              },
              failure -> end(Line.LOST));
    } else {
      EventReader reader = new EventReader(new WhileOpen());
      opened.handler(bytes -> reader.read(bytes.getBytes()));
      opened.exceptionHandler(failure -> end(Line.LOST));
      opened.endHandler(v -> end(ENDED));
      if (paused) {
        opened.pause();
      }
    }
  }

  private void end(int code) {
    if (!closed) {
      closed = true;
      listener.ended(code);
    }
  }

  void pause() {
    paused = true;
    if (response != null) {
      response.pause();
    }
  }

  void resume() {
    paused = false;
    if (response != null) {
      response.resume();
    }
  }

  /** Nothing more is heard, not even of its end. */
  void close() {
    closed = true;
    if (response != null) {
      exchanges.forget(response.request());
    }
  }

  /** A chunk holds several events, and one of them may be the last that is wanted. */
  private final class WhileOpen implements EventReader.Listener {
    @Override
    public void event(String data) {
      if (!closed) {
        listener.event(data);
      }
    }

    @Override
    public void comment() {
      if (!closed) {
        listener.comment();
      }
    }
  }
}
