package chatbench.ways;

import chatbench.wire.Incoming;
import chatbench.wire.Line;
import chatbench.wire.Outgoing;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * What a client says and asks over HTTP, however it listens. In each room one message follows the
 * answer to the one before, so that none overtakes another. Where a request fails the whole line is
 * lost: nobody knows what became of it, and a client that comes back says it again.
 */
final class Requests {
  private final Exchanges exchanges;
  private final Line.Ear ear;
  private final Map<String, Deque<Outgoing.Say>> sayings = new HashMap<>();
  private Outgoing.Hello hello;
  private boolean pinging;
  private boolean ended;

  Requests(Exchanges exchanges, Line.Ear ear) {
    this.exchanges = exchanges;
    this.ear = ear;
  }

  void hello(Outgoing.Hello frame) {
    hello = frame;
  }

  Outgoing.Hello hello() {
    return hello;
  }

  Exchanges exchanges() {
    return exchanges;
  }

  boolean isEnded() {
    return ended;
  }

  void say(Outgoing.Say frame) {
    Deque<Outgoing.Say> waiting = sayings.computeIfAbsent(frame.room(), room -> new ArrayDeque<>());
    waiting.add(frame);
    if (waiting.size() == 1) {
      post(waiting);
    }
  }

  private void post(Deque<Outgoing.Say> waiting) {
    Outgoing.Say frame = waiting.element();
    exchanges
        .post(Paths.messages(frame.room()), body(frame))
        .onComplete(
            answer -> {
              answered(frame, answer);
              waiting.remove();
              if (!waiting.isEmpty() && !ended) {
                post(waiting);
              }
            },
            failure -> end(Line.LOST));
  }

  private String body(Outgoing.Say frame) {
    JsonObject body =
        new JsonObject()
            .put("id", frame.id())
            .put("nick", hello.nick())
            .put("client", hello.client())
            .put("text", frame.text());
    return (frame.again() ? body.put("again", true) : body).encode();
  }

  private void answered(Outgoing.Say frame, Answer answer) {
    if (!answer.isGood()) {
      refused(answer, frame.room(), frame.id());
      return;
    }
    try {
      JsonObject json = answer.json().put("type", "ack").put("room", frame.room());
      hear(Incoming.read(json));
    } catch (IllegalArgumentException e) {
      ear.nonsense(e.getMessage());
    }
  }

  /** A page that lies before a place. */
  void history(Outgoing.History frame) {
    String epoch = frame.before().epoch() == 0 ? "" : "&epoch=" + frame.before().epoch();
    String query = "?before=" + frame.before().seq() + epoch + "&limit=" + frame.limit();
    exchanges
        .get(Paths.messages(frame.room()) + query)
        .onComplete(
            answer -> {
              if (answer.isGood()) {
                page(frame.room(), answer);
              } else {
                refused(answer, frame.room(), null);
              }
            },
            failure -> end(Line.LOST));
  }

  private void page(String room, Answer answer) {
    try {
      hear(Incoming.read(answer.json().put("type", "history").put("room", room)));
    } catch (IllegalArgumentException e) {
      ear.nonsense(e.getMessage());
    }
  }

  /** One at a time: a node that is frozen would get hundreds. */
  void ping() {
    if (!pinging) {
      pinging = true;
      exchanges
          .get(Paths.ALIVE)
          .onComplete(
              answer -> {
                pinging = false;
                hear(new Incoming.Other("pong"));
              },
              failure -> end(Line.LOST));
    }
  }

  /** What does not come from a node that knows the protocol ends the line, as a proxy would. */
  void refused(Answer answer, String room, String id) {
    Incoming.Refused refused = answer.refused(room, id);
    if (refused == null) {
      end(answer.status());
    } else {
      hear(refused);
    }
  }

  void hear(Incoming frame) {
    if (!ended) {
      ear.heard(frame);
    }
  }

  void end(int code) {
    if (!ended) {
      close();
      ear.closed(code);
    }
  }

  void close() {
    ended = true;
    exchanges.close();
  }
}
