package chatbench.ways;

import chatbench.wire.Incoming;
import chatbench.wire.Line;
import chatbench.wire.Outgoing;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Long polling: one request that waits for each room. No answer to a poll says who one is and
 * where, so this asks a stream of events for its first word, and leaves it.
 */
final class PollLine implements Line, Outgoing.Handler {
  private final Requests requests;
  private final Ear ear;
  private final Map<String, Poller> rooms = new LinkedHashMap<>();
  private boolean asked;
  private boolean welcome;
  private boolean paused;

  private PollLine(Requests requests, Ear ear) {
    this.requests = requests;
    this.ear = ear;
  }

  static Future<Line> open(Http http, String url, Ear ear) {
    Exchanges exchanges = new Exchanges(http, url);
    return exchanges.alive().map(v -> new PollLine(new Requests(exchanges, ear), ear));
  }

  @Override
  public void send(List<? extends Outgoing> frames) {
    frames.forEach(frame -> frame.dispatch(this));
    if (!asked && !rooms.isEmpty()) {
      asked = true;
      String nick = Paths.encoded(requests.hello().nick());
      Introduction introduction = new Introduction(rooms.keySet().iterator().next());
      introduction.stream.open(
          Paths.events(introduction.room) + "?nick=" + nick, requests.hello().client());
    }
  }

  @Override
  public void hello(Outgoing.Hello frame) {
    requests.hello(frame);
  }

  @Override
  public void join(Outgoing.Join frame) {
    begin(Poller.newest(requests, ear, frame.room(), frame.recent()));
  }

  @Override
  public void resume(Outgoing.Resume frame) {
    begin(Poller.after(requests, ear, frame.room(), frame.epoch(), frame.after()));
  }

  private void begin(Poller poller) {
    Poller old = rooms.put(poller.room(), poller);
    if (old != null) {
      old.stop();
    }
    if (paused) {
      poller.pause();
    }
    if (welcome) {
      poller.start();
    }
  }

  @Override
  public void say(Outgoing.Say frame) {
    requests.say(frame);
  }

  @Override
  public void history(Outgoing.History frame) {
    requests.history(frame);
  }

  @Override
  public void ping() {
    requests.ping();
  }

  @Override
  public void pause() {
    paused = true;
    rooms.values().forEach(Poller::pause);
  }

  @Override
  public void resume() {
    paused = false;
    if (welcome) {
      rooms.values().forEach(Poller::resume);
    }
  }

  @Override
  public Future<Void> close() {
    requests.close();
    return Future.succeededFuture();
  }

  private final class Introduction implements EventStream.Listener {
    private final EventStream stream = new EventStream(requests.exchanges(), this);
    private final String room;

    Introduction(String room) {
      this.room = room;
    }

    @Override
    public void event(String data) {
      try {
        if (Incoming.parse(data) instanceof Incoming.Welcome frame) {
          stream.close();
          welcome = true;
          requests.hear(frame);
          List.copyOf(rooms.values()).forEach(Poller::start);
        }
      } catch (IllegalArgumentException e) {
        ear.nonsense(e.getMessage());
      }
    }

    @Override
    public void comment() {}

    @Override
    public void refused(Answer answer) {
      requests.refused(answer, null, null);
      requests.end(answer.status());
    }

    @Override
    public void ended(int code) {
      requests.end(code);
    }
  }
}
