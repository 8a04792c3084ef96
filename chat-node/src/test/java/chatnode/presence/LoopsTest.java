package chatnode.presence;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.clock.LoopClock;
import chatnode.protocol.Person;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The loops of a node and its presence, each on a thread of its own. */
@ExtendWith(VertxExtension.class)
class LoopsTest {
  private static final int LOOPS = 4;
  private static final int EACH = 2000;

  private Presence presence;

  /** Some come and every second of them goes, one in each turn of the loop. */
  private void rush(Context loop, Attendance attendance, int number, Promise<Attendance> done) {
    if (number == EACH) {
      done.complete(attendance);
      return;
    }
    Person person = new Person(loop.deploymentID() + number, "nick");
    attendance.enter("room", person);
    if (number % 2 == 0) {
      attendance.leave("room", person);
    }
    if (attendance.count("room") < number / 2) {
      done.fail("some of those who are here are not counted");
      return;
    }
    loop.runOnContext(v -> rush(loop, attendance, number + 1, done));
  }

  private Future<Attendance> onItsLoop(Vertx vertx) {
    Promise<Attendance> done = Promise.promise();
    VerticleBase loop =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            rush(context, presence.attend(new LoopClock(vertx), new Nodes.Loop()), 0, done);
            return Future.succeededFuture();
          }
        };
    vertx.deployVerticle((Deployable) loop).onFailure(done::tryFail);
    return done.future();
  }

  @Test
  void whatAllDoAtOnceIsCountedRightAndOthersReadItMeanwhile(
      Vertx vertx, VertxTestContext context) {
    presence = new Presence("node", new LoopClock(vertx), word -> {}, new Presence.Pace(200, 1000));
    List<Future<Attendance>> loops = new ArrayList<>();
    for (int loop = 0; loop < LOOPS; loop++) {
      loops.add(onItsLoop(vertx));
    }
    Future.all(loops)
        .onComplete(
            context.succeeding(
                all -> {
                  Attendance attendance = presence.attend(new LoopClock(vertx), new Nodes.Loop());
                  presence.take(
                      List.of(),
                      () ->
                          context.verify(
                              () -> {
                                assertThat(attendance.count("room")).isEqualTo(LOOPS * EACH / 2);
                                context.completeNow();
                              }));
                }));
  }
}
