package chatbench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;

/** One socket of the load, or whatever stands for one: what it says and when, and what it hears. */
final class LoadSocket implements LoadLine.Ear {
  private static final long RETRY_MS = 50;

  private final Vertx vertx;
  private final Clock clock;
  private final Tally tally;
  private final List<String> rooms;
  private final Promise<Void> ready = Promise.promise();
  private LoadLine line;
  private int joined;
  private long said;
  private long heard;
  private long outstanding;
  private int window;
  private boolean stuck;
  private boolean answered;
  private boolean ended;

  LoadSocket(Vertx vertx, Clock clock, Tally tally, List<String> rooms) {
    this.vertx = vertx;
    this.clock = clock;
    this.tally = tally;
    this.rooms = rooms;
  }

  /** Completes when all rooms are joined. */
  Future<Void> open(LoadWay way, String url, String nick, String secret) {
    return way.open(new LoadWay.Guest(url, nick, secret, rooms), this)
        .compose(
            opened -> {
              line = opened;
              return ready.future();
            });
  }

  @Override
  public void closed(String how) {
    ready.tryFail("the server ended it: " + how);
    if (!ended) {
      ended = true;
      if (stuck) {
        tally.dropped++;
      } else {
        tally.error(how);
      }
    }
  }

  /** From now on {@code depth} messages stay unacknowledged. */
  void keep(int depth) {
    window = depth;
    topUp();
  }

  /** From now on nothing is read. */
  void getStuck() {
    stuck = true;
    line.pause();
  }

  /** Reads what was missed, behind which the end comes, or the answer. */
  void getUnstuck() {
    if (!ended) {
      line.resume();
      line.ping();
    }
  }

  /** Neither ended nor answered yet. */
  boolean isInDoubt() {
    return !ended && !answered;
  }

  void stop() {
    window = 0;
  }

  boolean isWaiting() {
    return !ended && outstanding > 0;
  }

  /** Adds what it has said to what was said in each room. */
  void countSaid(Map<String, Long> byRoom) {
    for (int i = 0; i < rooms.size(); i++) {
      byRoom.merge(rooms.get(i), (said + rooms.size() - 1 - i) / rooms.size(), Long::sum);
    }
  }

  /** Whether it has yet to hear something that was said in its rooms. */
  boolean isBehind(Map<String, Long> saidByRoom) {
    long all = rooms.stream().mapToLong(room -> saidByRoom.getOrDefault(room, 0L)).sum();
    return !ended && !stuck && heard < all;
  }

  long outstanding() {
    return outstanding;
  }

  /** {@code at} is when it should have gone out. */
  void say(long at) {
    line.say(rooms.get((int) (said % rooms.size())), at, said);
    said++;
    outstanding++;
  }

  void flush() {
    line.flush();
  }

  private void topUp() {
    long now = clock.micros();
    while (outstanding < window) {
      say(now);
    }
    flush();
  }

  @Override
  public void turn() {
    if (outstanding < window) {
      topUp();
    }
  }

  @Override
  public void joined() {
    if (++joined == rooms.size()) {
      ready.tryComplete();
    }
  }

  /** What comes to one that was stuck is what it had missed, but for what was said since. */
  @Override
  public void delivered(long saidAt, long now) {
    if (stuck) {
      answered |= saidAt < 0;
    } else if (saidAt >= 0) {
      heard++;
      tally.delivery(saidAt, now);
    }
  }

  @Override
  public void acked(long saidAt, long now) {
    outstanding--;
    tally.ack(saidAt, now);
  }

  @Override
  public void reset() {
    if (!stuck) {
      tally.error("reset");
    }
  }

  @Override
  public void alive() {
    answered = true;
  }

  /**
   * A refused message is counted and not sent again; its place in the window opens a little later.
   */
  @Override
  public void refused(String code, String sentence, boolean message, long retryAfterMs) {
    if (stuck) {
      return;
    }
    tally.error(code);
    if (message) {
      vertx.setTimer(
          Math.max(RETRY_MS, retryAfterMs),
          id -> {
            outstanding--;
            topUp();
          });
    } else {
      ready.tryFail("error " + code + ": " + sentence);
    }
  }

  void close() {
    ended = true;
    if (line != null) {
      line.close();
    }
  }
}
