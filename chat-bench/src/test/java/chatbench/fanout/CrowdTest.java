package chatbench.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import chatbench.FakeServer;
import chatbench.peers.ChatNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class CrowdTest {
  private static final Talk TALK = new ChatNode(Path.of("x"), List.of(), List.of()).talk();

  /** Of the server two seconds in each of the load's. */
  private static final Processors PROCESSORS =
      new Processors() {
        private double seconds;

        @Override
        public double server() {
          return seconds += 2;
        }

        @Override
        public double load() {
          return seconds += 1;
        }
      };

  private static Future<Measured> play(Vertx vertx, FakeServer.Flaw flaw, Scenario scenario) {
    Promise<Measured> played = Promise.promise();
    vertx.runOnContext(
        v ->
            new FakeServer(vertx, flaw, 0)
                .start()
                .map(url -> URI.create(url).getPort())
                .compose(port -> probed(vertx, port))
                .compose(port -> Crowd.open(vertx, port, TALK, 5, 100))
                .compose(crowd -> crowd.probe(Duration.ofSeconds(5)).map(crowd))
                .compose(
                    crowd ->
                        crowd.play(
                            scenario, Duration.ofMillis(50), Duration.ofMillis(300), PROCESSORS))
                .onComplete(played::handle));
    return played.future();
  }

  /** As before every load: what is said then must not make later messages resends. */
  private static Future<Integer> probed(Vertx vertx, int port) {
    return Crowd.open(vertx, port, TALK, 1, 100)
        .compose(crowd -> crowd.probe(Duration.ofSeconds(5)).eventually(crowd::close))
        .map(port);
  }

  @Test
  void everySocketHearsEveryMessage(Vertx vertx, VertxTestContext context) {
    play(vertx, FakeServer.Flaw.NONE, new Scenario("saturated", 3, 4, 0))
        .onComplete(
            context.succeeding(
                measured ->
                    context.verify(
                        () -> {
                          assertThat(measured.deliveries()).isPositive();
                          assertThat(measured.unheard()).isZero();
                          assertThat(measured.stalls()).isZero();
                          assertThat(measured.serverSeconds()).isEqualTo(3);
                          assertThat(measured.loadSeconds()).isEqualTo(3);
                          assertThat(measured.microsPerDelivery())
                              .isEqualTo(3e6 / measured.deliveries());
                          context.completeNow();
                        })));
  }

  @Test
  void anOpenScenarioSaysWhatItsRateAsksFor(Vertx vertx, VertxTestContext context) {
    play(vertx, FakeServer.Flaw.NONE, new Scenario("open", 3, 1, 1_000))
        .onComplete(
            context.succeeding(
                measured ->
                    context.verify(
                        () -> {
                          assertThat(measured.latency().count() / 5)
                              .isCloseTo((long) (1_000 * measured.seconds()), within(30L));
                          context.completeNow();
                        })));
  }

  @Test
  void whatIsLostIsCounted(Vertx vertx, VertxTestContext context) {
    play(vertx, FakeServer.Flaw.SKIPS, new Scenario("open", 3, 1, 1_000))
        .onComplete(
            context.succeeding(
                measured ->
                    context.verify(
                        () -> {
                          assertThat(measured.unheard())
                              .isGreaterThan((long) (180 * measured.seconds()));
                          context.completeNow();
                        })));
  }

  @Test
  void aServerThatHangsUpIsOneSentence(Vertx vertx, VertxTestContext context) {
    Scenario scenario = new Scenario("lone", 1, 1, 0);
    Duration time = Duration.ofMillis(100);
    vertx
        .createNetServer()
        .connectHandler(
            socket ->
                socket.handler(
                    bytes -> {
                      if (bytes.toString().startsWith("GET")) {
                        socket.write("HTTP/1.1 101 Switching Protocols\r\n\r\n");
                      } else {
                        socket.close();
                      }
                    }))
        .listen(0, "127.0.0.1")
        .compose(server -> Crowd.open(vertx, server.actualPort(), Talk.plain("/"), 5, 100))
        .compose(crowd -> crowd.play(scenario, time, time, PROCESSORS))
        .onComplete(
            context.failing(
                failure ->
                    context.verify(
                        () -> {
                          assertThat(failure).hasMessage("the server hung up on 1 of 5 sockets");
                          context.completeNow();
                        })));
  }

  @Test
  void aServerThatTakesMessagesAndTellsNobodyIsNotReady(Vertx vertx, VertxTestContext context) {
    new FakeServer(vertx, FakeServer.Flaw.DEAF, 0)
        .start()
        .compose(url -> Crowd.open(vertx, URI.create(url).getPort(), TALK, 1, 100))
        .compose(crowd -> crowd.probe(Duration.ofMillis(300)))
        .onComplete(
            context.failing(
                failure ->
                    context.verify(
                        () -> {
                          assertThat(failure).hasMessage("not everybody hears what is said");
                          context.completeNow();
                        })));
  }

  @Test
  void anAnswerThatIsNoUpgradeIsOneSentence(Vertx vertx, VertxTestContext context) {
    vertx
        .createHttpServer()
        .requestHandler(request -> request.response().setStatusCode(404).end())
        .listen(0, "127.0.0.1")
        .compose(server -> Crowd.open(vertx, server.actualPort(), TALK, 1, 100))
        .onComplete(
            context.failing(
                failure ->
                    context.verify(
                        () -> {
                          assertThat(failure)
                              .hasMessageStartingWith("the server said HTTP/1.1 404");
                          context.completeNow();
                        })));
  }
}
