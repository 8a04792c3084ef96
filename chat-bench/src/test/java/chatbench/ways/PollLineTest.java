package chatbench.ways;

import static org.assertj.core.api.Assertions.assertThat;

import chatbench.wire.Incoming;
import chatbench.wire.Line;
import chatbench.wire.Outgoing;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PollLineTest {
  private static final Outgoing JOIN = new Outgoing.Join("a", 50);

  private final Scene scene = new Scene();
  private final BlockingQueue<HttpServerRequest> asked = new LinkedBlockingQueue<>();
  private final String url = scene.serve(asked::add);

  @AfterEach
  void end() {
    scene.close();
  }

  private HttpServerRequest asked(String uri) throws InterruptedException {
    HttpServerRequest request = asked.poll(10, TimeUnit.SECONDS);
    assertThat(request).as("something is asked").isNotNull();
    assertThat(request.uri()).isEqualTo(uri);
    return request;
  }

  private void begin(Outgoing... rooms) throws InterruptedException {
    scene.open(Transport.POLL, url).hello(rooms);
    HttpServerRequest who = asked("/api/rooms/a/events?nick=ann");
    assertThat(who.getHeader("Chat-Client")).isEqualTo("the secret of ann");
    who.response()
        .setChunked(true)
        .write("data: {\"type\":\"welcome\",\"node\":\"n\",\"id\":\"i\"}\n\n");
    scene.hears(new Incoming.Welcome("n", "i", List.of()));
  }

  private static void answer(
      HttpServerRequest request, long epoch, long head, boolean complete, long first, long last) {
    String messages =
        LongStream.rangeClosed(first, last)
            .mapToObj(
                seq ->
                    "{'epoch':%d,'seq':%d,'id':'m','from':{'id':'f'},'text':'t','at':1}"
                        .formatted(epoch, seq))
            .collect(Collectors.joining(","));
    request
        .response()
        .end(
            "{'epoch':%d,'head':%d,'first':%d,'complete':%b,'messages':[%s]}"
                .formatted(epoch, head, first, complete, messages)
                .replace('\'', '"'));
  }

  private static Incoming.Message heard(long epoch, long seq) {
    return new Incoming.Message("a", epoch, seq, "m", "f", "t");
  }

  @Test
  void theNewestAreToldAsJoinedAndThenItWaitsForMore() throws InterruptedException {
    begin(JOIN);
    answer(asked("/api/rooms/a/messages?limit=50"), 7, 2, true, 1, 2);
    scene.hears(new Incoming.Joined("a", 7, 2, 1, true), heard(7, 1), heard(7, 2));
    answer(asked("/api/rooms/a/messages?epoch=7&after=2&limit=200&wait=20"), 7, 3, true, 3, 3);
    scene.hears(heard(7, 3)); // and not joined once more
    answer(asked("/api/rooms/a/messages?epoch=7&after=3&limit=200&wait=20"), 7, 3, true, 4, 3);
    asked("/api/rooms/a/messages?epoch=7&after=3&limit=200&wait=20");
    scene.hasHeardAll();
  }

  @Test
  void aRoomWhereNothingWasSaidIsJoinedToo() throws InterruptedException {
    begin(JOIN);
    answer(asked("/api/rooms/a/messages?limit=50"), 7, 0, true, 1, 0);
    scene.hears(new Incoming.Joined("a", 7, 0, 1, true));
    asked("/api/rooms/a/messages?epoch=7&after=0&limit=200&wait=20");
  }

  @Test
  void whereNothingWasEverSaidItWaitsForANumberingToBegin() throws InterruptedException {
    begin(JOIN);
    answer(asked("/api/rooms/a/messages?limit=50"), 0, 0, true, 1, 0);
    scene.hears(new Incoming.Joined("a", 0, 0, 1, true));
    answer(asked("/api/rooms/a/messages?epoch=0&after=0&limit=200&wait=20"), 7, 2, true, 1, 2);
    scene.hears(new Incoming.Joined("a", 7, 2, 1, true), heard(7, 1), heard(7, 2));
    asked("/api/rooms/a/messages?epoch=7&after=2&limit=200&wait=20");
  }

  @Test
  void whoComesBackIsAnsweredAtOnceAndToldWhereItIs() throws InterruptedException {
    begin(new Outgoing.Resume("a", 7, 5));
    answer(asked("/api/rooms/a/messages?epoch=7&after=5&limit=200"), 7, 5, true, 6, 5);
    scene.hears(new Incoming.Joined("a", 7, 5, 6, true));
    asked("/api/rooms/a/messages?epoch=7&after=5&limit=200&wait=20");
  }

  @Test
  void whatIsLeftOutIsDeclared() throws InterruptedException {
    begin(new Outgoing.Resume("a", 7, 5));
    answer(asked("/api/rooms/a/messages?epoch=7&after=5&limit=200"), 7, 9, false, 8, 9);
    scene.hears(new Incoming.Joined("a", 7, 9, 8, false), heard(7, 8), heard(7, 9));
    answer(asked("/api/rooms/a/messages?epoch=7&after=9&limit=200&wait=20"), 7, 20, false, 19, 20);
    scene.hears(new Incoming.Joined("a", 7, 20, 19, false), heard(7, 19), heard(7, 20));
    asked("/api/rooms/a/messages?epoch=7&after=20&limit=200&wait=20");
  }

  @Test
  void anotherNumberingIsDeclaredAndItGoesOnThere() throws InterruptedException {
    begin(JOIN);
    answer(asked("/api/rooms/a/messages?limit=50"), 7, 2, true, 1, 2);
    answer(asked("/api/rooms/a/messages?epoch=7&after=2&limit=200&wait=20"), 8, 1, false, 1, 1);
    scene.hears(new Incoming.Joined("a", 7, 2, 1, true), heard(7, 1), heard(7, 2));
    scene.hears(new Incoming.Joined("a", 8, 1, 1, false), heard(8, 1));
    asked("/api/rooms/a/messages?epoch=8&after=1&limit=200&wait=20");
  }

  @Test
  void whatComesTwiceIsToldTwice() throws InterruptedException {
    begin(new Outgoing.Resume("a", 7, 5));
    answer(asked("/api/rooms/a/messages?epoch=7&after=5&limit=200"), 7, 6, true, 5, 6);
    scene.hears(new Incoming.Joined("a", 7, 6, 5, true), heard(7, 5), heard(7, 6));
    asked("/api/rooms/a/messages?epoch=7&after=6&limit=200&wait=20");
  }

  @Test
  void whoIsRefusedAsksAgainOnlyWhenToldTo() throws InterruptedException {
    begin(JOIN);
    asked("/api/rooms/a/messages?limit=50")
        .response()
        .setStatusCode(503)
        .end("{\"code\":\"no_quorum\",\"retryAfterMs\":70}");
    scene.hears(new Incoming.Refused("no_quorum", "a", null, 70)).hasHeardAll();
    scene.say(JOIN);
    asked("/api/rooms/a/messages?limit=50");
  }

  @Test
  void whatWaitsAndBreaksIsTheLinesEnd() throws InterruptedException {
    begin(JOIN, new Outgoing.Resume("b", 7, 5));
    HttpServerRequest one = asked.poll(10, TimeUnit.SECONDS);
    HttpServerRequest other = asked.poll(10, TimeUnit.SECONDS);
    assertThat(List.of(one.uri(), other.uri()))
        .containsExactlyInAnyOrder(
            "/api/rooms/a/messages?limit=50", "/api/rooms/b/messages?epoch=7&after=5&limit=200");
    one.connection().close();
    scene.isClosed(Line.LOST).hasHeardAll();
  }

  @Test
  void whoReadsNothingAsksNothing() throws InterruptedException {
    begin(JOIN);
    HttpServerRequest first = asked("/api/rooms/a/messages?limit=50");
    scene.pause();
    answer(first, 7, 0, true, 1, 0);
    scene.hears(new Incoming.Joined("a", 7, 0, 1, true));
    assertThat(asked).isEmpty();
    scene.resume();
    asked("/api/rooms/a/messages?epoch=7&after=0&limit=200&wait=20");
  }
}
