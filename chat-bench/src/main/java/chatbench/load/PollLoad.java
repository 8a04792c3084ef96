package chatbench.load;

import chatbench.ways.Answer;
import chatbench.ways.Exchanges;
import chatbench.ways.Http;
import chatbench.ways.Paths;
import chatbench.wire.Incoming;
import chatbench.wire.Scan;
import io.vertx.core.Future;

/** A request that waits for each room, and the next as soon as it is answered. */
final class PollLoad implements LoadLine {
  private static final String TEXT = "\"text\":\"";
  private static final String SEQ = "\"seq\":";
  private static final String EPOCH = "\"epoch\":";
  private static final String GAP = "\"complete\":false";
  private static final int PAGE = 200;
  private static final int WAIT_S = 30;

  private final Exchanges exchanges;
  private final Posts posts;
  private final Ear ear;
  private final Clock clock;
  private boolean closed;

  private PollLoad(Exchanges exchanges, Posts posts, Ear ear, Clock clock) {
    this.exchanges = exchanges;
    this.posts = posts;
    this.ear = ear;
    this.clock = clock;
  }

  static Future<LoadLine> open(
      Http http, LoadWay.Guest guest, Ear ear, Clock clock, Padding padding) {
    Exchanges exchanges = new Exchanges(http, guest.url());
    Posts posts = new Posts(exchanges, guest, ear, clock, padding);
    return exchanges
        .alive()
        .map(
            v -> {
              PollLoad load = new PollLoad(exchanges, posts, ear, clock);
              guest.rooms().forEach(room -> load.new Room(room).begin());
              return load;
            });
  }

  @Override
  public void say(String room, long at, long number) {
    posts.say(room, at, number);
  }

  @Override
  public void flush() {}

  @Override
  public void pause() {
    throw new UnsupportedOperationException("a poll reads what it asked for");
  }

  @Override
  public void resume() {
    pause();
  }

  @Override
  public void ping() {
    pause();
  }

  @Override
  public void close() {
    closed = true;
    exchanges.close();
  }

  private void lost() {
    if (!closed) {
      ear.closed("lost a poll");
    }
  }

  private final class Room {
    private final String path;
    private long epoch;
    private long after;

    Room(String room) {
      path = Paths.messages(room);
    }

    void begin() {
      exchanges
          .await(path + "?limit=1")
          .onComplete(
              answer -> {
                if (answer.isGood()) {
                  epoch = Scan.number(answer.body(), EPOCH, 0, answer.body().length());
                  after = Scan.number(answer.body(), "\"head\":", 0, answer.body().length());
                  ear.joined();
                  ask();
                } else {
                  refused(answer);
                }
              },
              failure -> lost());
    }

    private void ask() {
      String place = "?epoch=" + epoch + "&after=" + after;
      exchanges
          .await(path + place + "&limit=" + PAGE + "&wait=" + WAIT_S)
          .onComplete(
              answer -> {
                if (answer.isGood()) {
                  read(answer.body(), clock.micros());
                  ask();
                } else {
                  refused(answer);
                }
              },
              failure -> lost());
    }

    private void read(String body, long now) {
      int end = body.length();
      for (int at = body.indexOf(TEXT); at >= 0; at = body.indexOf(TEXT, at + 1)) {
        ear.delivered(Scan.number(body, TEXT, at, end), now);
      }
      int last = body.lastIndexOf(SEQ);
      after = last < 0 ? after : Scan.number(body, SEQ, last, end);
      long present = Scan.number(body, EPOCH, 0, end);
      if (epoch != 0 && present != epoch || body.contains(GAP)) {
        ear.reset();
      }
      epoch = present;
      ear.turn();
    }

    private void refused(Answer answer) {
      Incoming.Refused refused = answer.refused("", null);
      String code = refused == null ? "status " + answer.status() : refused.code();
      ear.refused(code, answer.body(), false, 0);
      ear.closed("refused a poll");
    }
  }
}
