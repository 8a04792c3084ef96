package chatbench.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatbench.FakeServer;
import chatbench.wire.Dialer;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PastRunTest {
  private static PastPlan plan(String url) {
    return new PastPlan(url, List.of("room-1", "room-2"), List.of(), 5, 1);
  }

  @Test
  void roomsAreJoinedAndPagedToTheirBeginning(Vertx vertx, VertxTestContext context) {
    new FakeServer(vertx, FakeServer.Flaw.NONE, 0)
        .start()
        .compose(url -> new PastRun(vertx, new Dialer(vertx), plan(url)).run())
        .onComplete(
            context.succeeding(
                table ->
                    context.verify(
                        () -> {
                          List<String> rows = table.lines().map(String::strip).toList();
                          assertThat(rows.get(1)).startsWith("2 ").endsWith("first join");
                          assertThat(rows.get(2))
                              .startsWith("1 ")
                              .endsWith("history of 200 in room-1");
                          context.completeNow();
                        })));
  }

  @Test
  void aServerIsNamedAsABrowserNamesIt() {
    assertThat(plan("http://localhost:8080").url()).isEqualTo("ws://localhost:8080/chat");
    assertThat(plan("https://chat.example/").url()).isEqualTo("wss://chat.example/chat");
    assertThat(plan("ws://localhost:8080/chat").url()).isEqualTo("ws://localhost:8080/chat");
  }

  @Test
  void aPlanThatAsksForNothingIsRefused() {
    assertThatThrownBy(() -> new PastPlan("ws://a/chat", List.of("r"), List.of(), -1, 1))
        .hasMessageContaining("--pages");
  }
}
