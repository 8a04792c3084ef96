package chatbench.fanout;

import chatbench.load.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says something again and again until everybody has heard the same message: a server that accepts
 * connections need not be ready to take a message yet, nor to tell all who have come.
 */
final class Probe implements Member.Ear {
  private static final long AGAIN_MS = 100;

  private final Vertx vertx;
  private final Clock clock;
  private final List<Member> members;
  private final Map<Long, Integer> ears = new HashMap<>();
  private final Promise<Void> heard = Promise.promise();

  Probe(Vertx vertx, Clock clock, List<Member> members) {
    this.vertx = vertx;
    this.clock = clock;
    this.members = members;
  }

  Future<Void> heard(Duration within) {
    long again = vertx.setPeriodic(AGAIN_MS, id -> say());
    long end = vertx.setTimer(within.toMillis(), id -> fail("not everybody hears what is said"));
    return heard
        .future()
        .onComplete(
            done -> {
              vertx.cancelTimer(again);
              vertx.cancelTimer(end);
            });
  }

  private void say() {
    members.get(0).say(clock.micros());
    members.get(0).flush();
  }

  private void fail(String sentence) {
    heard.tryFail(new IllegalStateException(sentence));
  }

  @Override
  public void delivered(long saidAt, long now) {
    if (ears.merge(saidAt, 1, Integer::sum) == members.size()) {
      heard.tryComplete();
    }
  }

  @Override
  public void echoed(Member sender) {}

  @Override
  public void lost() {
    fail("the server hung up");
  }
}
