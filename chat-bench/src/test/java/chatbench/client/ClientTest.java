package chatbench.client;

import static org.assertj.core.api.Assertions.assertThat;

import chatbench.FakeServer;
import chatbench.FakeServer.Flaw;
import chatbench.check.Event;
import chatbench.check.Visit;
import chatbench.wire.Dialer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a user does whose node is there and yet of no use. */
@ExtendWith(VertxExtension.class)
class ClientTest {
  private static final Patience SHORT = new Patience(Duration.ofSeconds(5), Duration.ofMillis(300));

  private final Counts counts = new Counts();
  private final Journal journal = new Journal("ann", false, new HashMap<>(), counts);

  private Client client(Vertx vertx, Addresses addresses) {
    Client client =
        new Client(
            vertx,
            new Dialer(vertx),
            addresses,
            SHORT,
            new Identity("ann", "the secret of ann"),
            List.of("lobby"),
            journal,
            new Random(1));
    vertx.setPeriodic(20, id -> client.tick(System.nanoTime()));
    client.start();
    return client;
  }

  private static Future<Void> until(Vertx vertx, BooleanSupplier holds) {
    Promise<Void> promise = Promise.promise();
    vertx.setPeriodic(
        10,
        id -> {
          if (holds.getAsBoolean()) {
            vertx.cancelTimer(id);
            promise.complete();
          }
        });
    return promise.future();
  }

  @Test
  void whatIsNotAnsweredIsSentAgainUnderItsIdAtANodeThatWasTold(
      Vertx vertx, VertxTestContext context) {
    vertx.runOnContext(
        v ->
            new FakeServer(vertx, Flaw.NONE, 0)
                .start()
                .compose(sound -> new FakeServer(vertx, Flaw.DEAF, 0).knowing(sound).start())
                .compose(
                    deaf -> {
                      Client ann = client(vertx, Addresses.of(List.of(deaf)));
                      return until(vertx, ann::isTalking)
                          .onSuccess(talking -> ann.say("lobby", "hello"))
                          .compose(said -> until(vertx, () -> counts.acked == 1));
                    })
                .onComplete(
                    context.succeeding(
                        done ->
                            context.verify(
                                () -> {
                                  assertThat(counts.closes).containsEntry("no answer", 1L);
                                  assertThat(sent()).containsExactly("ann-1", "ann-1");
                                  assertThat(journal.log().visits())
                                      .extracting(Visit::node)
                                      .containsExactly("fake", Visit.NOWHERE, "fake");
                                  context.completeNow();
                                }))));
  }

  private List<String> sent() {
    return journal.log().events().stream()
        .filter(Event.Sent.class::isInstance)
        .map(event -> ((Event.Sent) event).id())
        .toList();
  }
}
