package chatbench.fanout;

import chatbench.load.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Says something again and again until it is heard: a server that accepts connections need not be
 * ready to take a message yet.
 */
final class Probe implements Member.Ear {
  private static final long AGAIN_MS = 100;

  private final Vertx vertx;
  private final Clock clock;
  private final Member member;
  private final Promise<Void> heard = Promise.promise();

  Probe(Vertx vertx, Clock clock, Member member) {
    this.vertx = vertx;
    this.clock = clock;
    this.member = member;
  }

  Future<Void> heard(Duration within) {
    long again = vertx.setPeriodic(AGAIN_MS, id -> say());
    long end = vertx.setTimer(within.toMillis(), id -> fail("nobody hears what is said"));
    return heard
        .future()
        .onComplete(
            done -> {
              vertx.cancelTimer(again);
              vertx.cancelTimer(end);
            });
  }

  private void say() {
    member.say(clock.micros());
    member.flush();
  }

  private void fail(String sentence) {
    heard.tryFail(new IllegalStateException(sentence));
  }

  @Override
  public void delivered(long saidAt, long now) {
    heard.tryComplete();
  }

  @Override
  public void echoed(Member sender) {}

  @Override
  public void lost() {
    fail("the server hung up");
  }
}
