package chatnode.bus;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RollCallTest {
  private static final int MORE_THAN_A_CALL_MS = 1200;

  @Test
  void afterItsStopNobodyAsksForTheMembers(Vertx vertx, VertxTestContext context) {
    AtomicBoolean stopped = new AtomicBoolean();
    vertx.runOnContext(
        start -> {
          RollCall rollCall =
              new RollCall(
                  vertx,
                  "self",
                  () -> {
                    if (stopped.get()) {
                      context.failNow("asked for the members of a cluster that is gone");
                    }
                    return Set.of("self", "other");
                  },
                  0);
          rollCall
              .start(JsonObject::new)
              .onComplete(
                  context.succeeding(
                      started -> {
                        rollCall.stop();
                        vertx.runOnContext(v -> stopped.set(true));
                        vertx.setTimer(MORE_THAN_A_CALL_MS, t -> context.completeNow());
                      }));
        });
  }
}
