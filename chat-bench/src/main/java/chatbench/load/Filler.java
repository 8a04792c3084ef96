package chatbench.load;

import chatbench.wire.Incoming;
import chatbench.wire.Link;
import chatbench.wire.Outgoing;
import chatbench.wire.Way;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** One socket that goes from room to room, says its messages, sees them acknowledged and leaves. */
final class Filler implements Incoming.Handler, Link.Owner {
  private static final int ROOMS_AT_ONCE = 8;
  private static final long RETRY_MS = 50;

  private final Vertx vertx;
  private final Deque<String> todo;
  private final int messages;
  private final String text;
  private final String name;
  private final Filling.Progress progress;
  private final Link link;
  private final Map<String, Integer> unacknowledged = new HashMap<>();
  private final Promise<Void> done = Promise.promise();

  Filler(
      Vertx vertx,
      Way way,
      Deque<String> todo,
      int messages,
      int size,
      String name,
      Filling.Progress progress) {
    this.vertx = vertx;
    this.todo = todo;
    this.messages = messages;
    this.text = "x".repeat(size);
    this.name = name;
    this.progress = progress;
    this.link = new Link(way, this);
  }

  /** {@code todo} is shared by all fillers of a run. */
  Future<Void> fill(String url) {
    link.open(url);
    return done.future();
  }

  private void enter() {
    while (unacknowledged.size() < ROOMS_AT_ONCE && !todo.isEmpty()) {
      String room = todo.remove();
      unacknowledged.put(room, messages);
      link.send(new Outgoing.Join(room, 0));
    }
    if (unacknowledged.isEmpty()) {
      link.abandon();
      done.tryComplete();
    }
  }

  private Outgoing say(String room, int number) {
    return new Outgoing.Say(room, room + "." + number, text, false);
  }

  @Override
  public void opened() {
    link.send(new Outgoing.Hello(name.substring(0, Math.min(32, name.length())), name));
    enter();
  }

  @Override
  public void joined(Incoming.Joined frame) {
    link.send(IntStream.range(0, messages).mapToObj(number -> say(frame.room(), number)).toList());
  }

  @Override
  public void ack(Incoming.Ack frame) {
    progress.messages++;
    if (unacknowledged.merge(frame.room(), -1, Integer::sum) == 0) {
      unacknowledged.remove(frame.room());
      progress.rooms++;
      link.send(new Outgoing.Leave(frame.room()));
      enter();
    }
  }

  /** The id says which message it was. */
  @Override
  public void refused(Incoming.Refused frame) {
    progress.errors.merge(frame.code(), 1L, Long::sum);
    if (frame.id() == null) {
      done.tryFail("a room could not be filled: " + frame.code());
      return;
    }
    int dot = frame.id().lastIndexOf('.');
    Outgoing again =
        say(frame.id().substring(0, dot), Integer.parseInt(frame.id().substring(dot + 1)));
    vertx.setTimer(
        Math.max(RETRY_MS, frame.retryAfterMs()),
        id -> {
          if (link.isOpen()) {
            link.send(again);
          }
        });
  }

  @Override
  public void heard(Incoming frame) {
    frame.dispatch(this);
  }

  @Override
  public void nonsense(String what) {
    done.tryFail(what);
  }

  @Override
  public void closed(int code) {
    done.tryFail("the server closed the connection with " + code);
  }
}
