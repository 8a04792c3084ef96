package chatbench.ways;

import chatbench.wire.Incoming;
import chatbench.wire.Line;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Listens to one room by asking for what is behind the last message, again and again; the server
 * answers when there is something. Only the first answer must be told as {@code joined}, and one
 * that has another numbering or leaves something out: every other one just goes on. Where nothing
 * was ever said there is no numbering yet, and what is behind 0 is waited for in whichever comes.
 */
final class Poller {
  private static final int PAGE = 200;
  private static final int WAIT_S = 20;

  /** A server that does not wait with nothing is not asked without a pause. */
  private static final long PAUSE_MS = 100;

  private final Requests requests;
  private final Line.Ear ear;
  private final String room;
  private final int recent;
  private long epoch;
  private long after;
  private boolean joined;
  private boolean paused;
  private boolean asking;
  private boolean stopped;

  private Poller(Requests requests, Line.Ear ear, String room, int recent, long epoch, long after) {
    this.requests = requests;
    this.ear = ear;
    this.room = room;
    this.recent = recent;
    this.epoch = epoch;
    this.after = after;
  }

  static Poller newest(Requests requests, Line.Ear ear, String room, int recent) {
    return new Poller(requests, ear, room, recent, 0, 0);
  }

  static Poller after(Requests requests, Line.Ear ear, String room, long epoch, long after) {
    return new Poller(requests, ear, room, 0, epoch, after);
  }

  String room() {
    return room;
  }

  void start() {
    ask();
  }

  /** What has been asked is answered; nothing more is asked. */
  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
    ask();
  }

  void stop() {
    stopped = true;
  }

  private void ask() {
    if (asking || paused || stopped || requests.isEnded()) {
      return;
    }
    asking = true;
    long since = System.nanoTime();
    requests
        .exchanges()
        .await(Paths.messages(room) + query())
        .onComplete(
            answer -> {
              asking = false;
              if (!stopped) {
                answered(answer, since);
              }
            },
            failure -> requests.end(Line.LOST));
  }

  private String query() {
    if (epoch == 0 && !joined) {
      return "?limit=" + recent;
    }
    String place = "?epoch=" + epoch + "&after=" + after + "&limit=" + PAGE;
    return joined ? place + "&wait=" + WAIT_S : place;
  }

  private void answered(Answer answer, long since) {
    if (!answer.isGood()) {
      stopped = true; // who is refused asks again in its own time
      requests.refused(answer, room, null);
      return;
    }
    try {
      JsonObject body = answer.json();
      boolean isEmpty = tell(body.put("room", room)).isEmpty();
      boolean tooSoon = isEmpty && joined && System.nanoTime() - since < PAUSE_MS * 1_000_000;
      joined = true;
      if (tooSoon) {
        requests.exchanges().later(PAUSE_MS, this::ask);
      } else {
        ask();
      }
    } catch (IllegalArgumentException e) {
      ear.nonsense(e.getMessage());
      requests.end(answer.status());
    }
  }

  private List<Incoming.Message> tell(JsonObject body) {
    Incoming.Joined head = (Incoming.Joined) Incoming.read(body.copy().put("type", "joined"));
    Incoming.History page = (Incoming.History) Incoming.read(body.put("type", "history"));
    if (!joined || head.epoch() != epoch || !head.complete()) {
      boolean asked = epoch != 0;
      after = asked && head.epoch() == epoch && head.complete() ? after : head.first() - 1;
      epoch = head.epoch();
      requests.hear(head);
    }
    for (Incoming.Message message : page.messages()) {
      after = Math.max(after, message.seq());
      requests.hear(message);
    }
    return page.messages();
  }
}
