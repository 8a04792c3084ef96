package chatnode.ways.sockjs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final int MOST = 100_000;
  private static final byte[] LARGE = new byte[40_000];

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();

  /** What vertx-web got, and has not yet sent. */
  private final List<String> written = new ArrayList<>();

  private final List<Promise<Void>> sending = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private Delivery delivery;

  @BeforeEach
  void open() throws Exception {
    delivery =
        new Delivery(
            loop,
            MOST,
            new Delivery.Sender() {
              @Override
              public void drained() {
                heard.add("drained");
              }

              @Override
              public void tooSlow() {
                heard.add("too slow");
              }

              @Override
              public void ended() {
                heard.add("ended");
              }
            });
    turn(() -> delivery.to(socket()));
  }

  @AfterEach
  void stop() {
    vertx.close();
  }

  private SockJSSocket socket() {
    return (SockJSSocket)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {SockJSSocket.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("write");
              written.add((String) arguments[0]);
              Promise<Void> sent = Promise.promise();
              sending.add(sent);
              return sent.future();
            });
  }

  /** Something happens on the loop, and what follows from it in the next turns. */
  private void turn(Runnable event) throws Exception {
    Promise<Void> over = Promise.promise();
    loop.runOnContext(
        v -> {
          event.run();
          loop.runOnContext(w -> loop.runOnContext(x -> loop.runOnContext(y -> over.complete())));
        });
    over.future().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private void add(String... letters) {
    for (String letter : letters) {
      delivery.add(letter.getBytes());
    }
  }

  private void arrive() {
    List.copyOf(sending).forEach(each -> each.tryComplete());
  }

  @Test
  void nothingLeavesBeforeSomebodyIsThereToFetchIt() throws Exception {
    turn(() -> add("a", "b"));
    assertThat(written).isEmpty();
    turn(() -> delivery.fetching(1));
    assertThat(written).containsExactly("a", "b");
  }

  @Test
  void whatComesInOneTurnLeavesTogetherAndTheNextWhenThatHasArrived() throws Exception {
    turn(() -> delivery.fetching(1));
    turn(() -> add("a", "b"));
    turn(() -> add("c", "d"));
    assertThat(written).containsExactly("a", "b");
    turn(this::arrive);
    assertThat(written).containsExactly("a", "b", "c", "d");
  }

  @Test
  void whoHasFetchedSomethingGetsTheRestWhenItComesAgain() throws Exception {
    turn(() -> delivery.fetching(1));
    turn(() -> add("a"));
    turn(
        () -> {
          delivery.fetching(-1);
          arrive();
          add("b");
        });
    assertThat(written).containsExactly("a");
    turn(() -> delivery.fetching(1));
    assertThat(written).containsExactly("a", "b");
  }

  @Test
  void oneAnswerHoldsOnlySoMuch() throws Exception {
    turn(
        () -> {
          delivery.fetching(1);
          delivery.add(LARGE);
          delivery.add(LARGE);
          add("c");
        });
    assertThat(written).hasSize(2);
    turn(this::arrive);
    assertThat(written).hasSize(3);
  }

  @Test
  void whoWasToldThatThereIsNoRoomHearsWhenThereIs() throws Exception {
    turn(
        () -> {
          assertThat(delivery.hasRoom()).isTrue();
          delivery.add(LARGE);
          delivery.add(LARGE);
          assertThat(delivery.hasRoom()).isFalse();
        });
    assertThat(heard).isEmpty();
    turn(() -> delivery.fetching(1));
    assertThat(heard).containsExactly("drained");
    turn(this::arrive);
    assertThat(heard).containsExactly("drained");
  }

  @Test
  void whoLetsMoreWaitThanMayIsTooSlow() throws Exception {
    turn(() -> delivery.add(new byte[MOST]));
    assertThat(heard).isEmpty();
    turn(() -> add("one more"));
    assertThat(heard).containsExactly("too slow");
  }

  @Test
  void afterALossNothingFollowsByItself() throws Exception {
    turn(() -> delivery.fetching(1));
    turn(() -> add("a"));
    turn(() -> sending.get(0).fail("the connection is gone"));
    assertThat(heard).containsExactly("too slow");
  }

  @Test
  void theEndComesWhenAllHasArrived() throws Exception {
    turn(
        () -> {
          add("last words");
          delivery.end();
        });
    assertThat(heard).isEmpty();
    turn(() -> delivery.fetching(1));
    assertThat(heard).isEmpty();
    turn(this::arrive);
    assertThat(heard).containsExactly("ended");
  }

  @Test
  void itTellsForHowLongSomethingIsOut() throws Exception {
    long now = System.nanoTime();
    assertThat(delivery.outFor(now + 1_000_000_000L)).isZero();
    turn(() -> delivery.fetching(1));
    turn(() -> add("a"));
    assertThat(delivery.outFor(System.nanoTime() + 1_000_000_000L)).isGreaterThan(999_999_999L);
    turn(this::arrive);
    assertThat(delivery.outFor(now + 1_000_000_000L)).isZero();
  }
}
