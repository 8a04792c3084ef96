package chatbench.ways;

import chatbench.wire.Incoming;
import chatbench.wire.Line;
import chatbench.wire.Outgoing;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Listens to one stream of server-sent events for all its rooms, and says what it has to say by
 * requests. Who joins one more room opens another stream, with every room at the place where the
 * one before left it.
 */
final class SseLine implements Line, Outgoing.Handler, EventStream.Listener {
  private static final String NEWEST = "";

  private final Requests requests;
  private final Ear ear;

  /** What follows the name of each room: nothing, or the place from which it goes on. */
  private final Map<String, String> rooms = new LinkedHashMap<>();

  private final Incoming.Handler places = new Places();
  private EventStream stream;
  private int recent;
  private boolean joining;
  private boolean paused;

  private SseLine(Requests requests, Ear ear) {
    this.requests = requests;
    this.ear = ear;
  }

  static Future<Line> open(Http http, String url, Ear ear) {
    Exchanges exchanges = new Exchanges(http, url);
    return exchanges.alive().map(v -> new SseLine(new Requests(exchanges, ear), ear));
  }

  @Override
  public void send(List<? extends Outgoing> frames) {
    frames.forEach(frame -> frame.dispatch(this));
    if (joining) {
      joining = false;
      listen();
    }
  }

  private void listen() {
    if (stream != null) {
      stream.close();
    }
    stream = new EventStream(requests.exchanges(), this);
    if (paused) {
      stream.pause();
    }
    stream.open(path(), requests.hello().client());
  }

  private String path() {
    String named =
        rooms.entrySet().stream()
            .map(room -> "room=" + Paths.encoded(room.getKey() + room.getValue()))
            .collect(Collectors.joining("&"));
    String nick = Paths.encoded(requests.hello().nick());
    return "/api/events?" + named + "&recent=" + recent + "&nick=" + nick;
  }

  @Override
  public void hello(Outgoing.Hello frame) {
    requests.hello(frame);
  }

  @Override
  public void join(Outgoing.Join frame) {
    recent = frame.recent();
    rooms.put(frame.room(), NEWEST);
    joining = true;
  }

  @Override
  public void resume(Outgoing.Resume frame) {
    rooms.put(frame.room(), place(frame.epoch(), frame.after()));
    joining = true;
  }

  private static String place(long epoch, long seq) {
    return ":" + epoch + ":" + seq;
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

  /** What it means for the places is seen before whoever hears it may open another stream. */
  @Override
  public void event(String data) {
    try {
      Incoming frame = Incoming.parse(data);
      frame.dispatch(places);
      ear.heard(frame);
    } catch (IllegalArgumentException e) {
      ear.nonsense(e.getMessage());
    }
  }

  @Override
  public void comment() {
    ear.heard(new Incoming.Other("comment"));
  }

  @Override
  public void refused(Answer answer) {
    requests.refused(answer, null, null);
    requests.end(answer.status());
  }

  @Override
  public void ended(int code) {
    requests.end(code);
  }

  @Override
  public void pause() {
    paused = true;
    if (stream != null) {
      stream.pause();
    }
  }

  @Override
  public void resume() {
    paused = false;
    if (stream != null) {
      stream.resume();
    }
  }

  @Override
  public Future<Void> close() {
    requests.close();
    if (stream != null) {
      stream.close();
    }
    return Future.succeededFuture();
  }

  /** Where another stream would have to go on. */
  private final class Places implements Incoming.Handler {
    private final Map<String, Long> epochs = new LinkedHashMap<>();

    @Override
    public void joined(Incoming.Joined frame) {
      begin(frame.room(), frame.epoch(), frame.first());
    }

    @Override
    public void reset(Incoming.Reset frame) {
      begin(frame.room(), frame.epoch(), frame.first());
    }

    private void begin(String room, long epoch, long first) {
      epochs.put(room, epoch);
      rooms.replace(room, place(epoch, Math.max(0, first - 1)));
    }

    @Override
    public void message(Incoming.Message frame) {
      Long epoch = epochs.get(frame.room());
      if (epoch != null) {
        rooms.replace(frame.room(), place(epoch, frame.seq()));
      }
    }
  }
}
