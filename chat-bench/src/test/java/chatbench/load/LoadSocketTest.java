package chatbench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a run has heard all that was said in it, though who said it was answered long before. */
class LoadSocketTest {
  private final Clock clock = new Clock();
  private final Tally tally = new Tally();
  private final LoadSocket sender = socket(List.of("a", "b", "c"));
  private final LoadSocket listener = socket(List.of("b", "c"));

  private LoadSocket socket(List<String> rooms) {
    LoadSocket socket = new LoadSocket((Vertx) null, clock, tally, rooms);
    LoadLine line =
        (LoadLine)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {LoadLine.class},
                (proxy, method, arguments) -> null);
    socket.open((guest, ear) -> Future.succeededFuture(line), "url", "nick", "secret");
    return socket;
  }

  private Map<String, Long> said() {
    Map<String, Long> said = new HashMap<>();
    sender.countSaid(said);
    return said;
  }

  @Test
  void whatIsSaidGoesToTheRoomsInTurn() {
    for (int i = 0; i < 4; i++) {
      sender.say(0);
    }
    assertThat(said()).containsOnly(Map.entry("a", 2L), Map.entry("b", 1L), Map.entry("c", 1L));
  }

  @Test
  void whoHasNotHeardAllThatWasSaidInHisRoomsIsBehind() {
    for (int i = 0; i < 4; i++) {
      sender.say(0);
    }
    listener.delivered(0, 1);
    listener.delivered(-1, 1); // not the load's
    assertThat(listener.isBehind(said())).isTrue();
    listener.delivered(0, 1);
    assertThat(listener.isBehind(said())).isFalse();
  }

  @Test
  void whoHasEndedOrIsStuckIsNotWaitedFor() {
    sender.say(0);
    sender.say(0);
    assertThat(listener.isBehind(said())).isTrue();
    listener.getStuck();
    assertThat(listener.isBehind(said())).isFalse();
    LoadSocket gone = socket(List.of("b"));
    gone.closed("for a test");
    assertThat(gone.isBehind(said())).isFalse();
  }
}
