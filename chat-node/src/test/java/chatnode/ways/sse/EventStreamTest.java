package chatnode.ways.sse;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.Logged;
import chatnode.count.LoopCounts;
import chatnode.log.OpenLog;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.CloseCode;
import chatnode.protocol.Nickname;
import chatnode.protocol.RoomName;
import chatnode.room.OpenRooms;
import chatnode.room.Rooms;
import chatnode.ways.ClientLimits;
import chatnode.ways.Turn;
import chatnode.who.Principal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a stream begins, lasts and ends, on a channel that has been HTTP's. */
class EventStreamTest {
  private static final long HEARTBEAT_MS = 1000;
  private static final int UNREAD = 100_000;

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final Turn turn = new Turn(loop);
  private final Logged log = new Logged(EventStream.class);
  private final LoopCounts counts = new LoopCounts();
  private final OpenLog messages = new OpenLog();
  private EmbeddedChannel channel = channel();
  private Rooms rooms;
  private int closed;

  private static EmbeddedChannel channel() {
    return withHttp(new EmbeddedChannel());
  }

  private static EmbeddedChannel withHttp(EmbeddedChannel channel) {
    channel.pipeline().addLast("httpDecoder", new ChannelInboundHandlerAdapter());
    channel.pipeline().addLast("handler", new ChannelInboundHandlerAdapter());
    return channel;
  }

  @BeforeEach
  void start() throws Exception {
    rooms = onLoop(() -> OpenRooms.over(vertx, messages, counts, 1));
  }

  @AfterEach
  void stop() {
    log.close();
    vertx.close();
  }

  private <T> T onLoop(Callable<T> call) throws Exception {
    Promise<T> result = Promise.promise();
    loop.runOnContext(
        v -> {
          try {
            result.complete(call.call());
          } catch (Exception e) {
            result.fail(e);
          }
        });
    return result.future().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private void onLoop(Runnable deed) throws Exception {
    onLoop(
        () -> {
          deed.run();
          return null;
        });
  }

  private static Wish wish(String nick, int recent) {
    return new Wish(
        nick == null ? null : new Nickname(nick),
        null,
        List.of(
            new ClientFrame.Join(
                new RoomName("room"), OptionalLong.empty(), OptionalLong.empty(), recent)));
  }

  private EventStream open(Wish wish) throws Exception {
    return open(Takeover.begin(channel), wish);
  }

  private EventStream open(Takeover takeover, Wish wish) throws Exception {
    return onLoop(
        () -> {
          EventStream stream =
              new EventStream(
                  vertx,
                  turn,
                  new ClientLimits(65_536, 0, 0, UNREAD, 10_000, HEARTBEAT_MS),
                  counts,
                  takeover,
                  SseDialect.of(true, true));
          stream.open(wish.visitor(rooms.visit(Principal.NOBODY)), wish, () -> closed++);
          return stream;
        });
  }

  /** What has left by the end of the turn. */
  private String heard() throws Exception {
    return onLoop(
        () -> {
          StringBuilder text = new StringBuilder();
          for (ByteBuf each = channel.readOutbound(); each != null; each = channel.readOutbound()) {
            text.append(each.toString(StandardCharsets.UTF_8));
            ReferenceCountUtil.release(each);
          }
          return text.toString();
        });
  }

  @Test
  void aListenerHearsWhatTheRoomHasWithoutBeingAmongItsPeople() throws Exception {
    messages.append(3);
    open(wish(null, 2));
    assertThat(heard())
        .containsSubsequence(
            "id: 1:1\ndata: {\"type\":\"joined\"",
            "\"count\":0}",
            "id: 1:2\ndata: {\"type\":\"message\"",
            "id: 1:3\ndata: {\"type\":\"message\"")
        .doesNotContain("welcome");
  }

  @Test
  void whoHasANameIsWelcomedFirstAndIsAmongThePeople() throws Exception {
    open(wish("ann", 0));
    assertThat(heard())
        .containsSubsequence("data: {\"type\":\"welcome\"", "\"type\":\"joined\"", "\"count\":1}");
  }

  @Test
  void nothingOfHttpIsLeftOnTheChannel() throws Exception {
    open(wish(null, 0));
    assertThat(channel.pipeline().toMap()).doesNotContainKeys("httpDecoder", "handler");
    assertThat(channel.pipeline().get(Takeover.class)).isNotNull();
  }

  @Test
  void aQuietStreamGetsACommentEveryHeartbeatAndABusyOneNone() throws Exception {
    EventStream stream = open(wish(null, 0));
    heard();
    long now = System.nanoTime();
    onLoop(() -> stream.check(now)); // something was written before
    onLoop(() -> stream.check(now + 999_000_000));
    assertThat(heard()).isEmpty();
    onLoop(() -> stream.check(now + 1_000_000_000));
    assertThat(heard()).isEqualTo("3\r\n:\n\n\r\n");
    onLoop(() -> stream.check(now + 1_999_000_000));
    assertThat(heard()).isEmpty();
    onLoop(() -> stream.check(now + 2_000_000_000));
    assertThat(heard()).isEqualTo("3\r\n:\n\n\r\n");
    onLoop(() -> stream.write(new byte[] {'x'}));
    onLoop(() -> stream.check(now + 3_000_000_000L));
    assertThat(heard()).isEqualTo("x");
  }

  @Test
  void whoIsToldGoodbyeHearsWhenToComeBackAndTheEndAndIsGone() throws Exception {
    EventStream stream = open(wish("ann", 0));
    onLoop(() -> stream.sayGoodbye(250));
    assertThat(heard())
        .contains("retry: 250\ndata: {\"type\":\"bye\"")
        .endsWith(": 1012 restarting\n\n\r\n0\r\n\r\n");
    assertThat(channel.isOpen()).isFalse();
    assertThat(closed).isEqualTo(1);
    assertThat(rooms.size()).isZero();
    assertThat(counts.closes()).containsExactly(Map.entry("1012", 1L));
    onLoop(() -> stream.sayGoodbye(250));
    onLoop(() -> stream.check(Long.MAX_VALUE));
    assertThat(heard()).isEmpty();
  }

  @Test
  void whoReadsTooSlowlyIsEndedWith4008() throws Exception {
    channel = withHttp(new StuckChannel());
    EventStream stream = open(wish(null, 0));
    onLoop(() -> stream.write(new byte[UNREAD / 2]));
    assertThat(onLoop(stream::ready)).isFalse();
    assertThat(counts.closes()).isEmpty();
    onLoop(() -> stream.write(new byte[UNREAD]));
    onLoop(() -> {});
    assertThat(counts.closes()).containsExactly(Map.entry("4008", 1L));
  }

  @Test
  void aFaultOfOursIsAnErrorTheEndAndALineInTheLog() throws Exception {
    EventStream stream = open(wish(null, 0));
    heard();
    onLoop(() -> stream.send(null));
    assertThat(heard()).contains("{\"type\":\"error\",\"code\":\"internal\"").endsWith("0\r\n\r\n");
    assertThat(channel.isOpen()).isFalse();
    assertThat(closed).isEqualTo(1);
    assertThat(log.messages()).hasSize(1);
    assertThat(counts.closes()).containsExactly(Map.entry("1011", 1L));
  }

  @Test
  void aRoomThatCannotWriteToItEndsItAsAFaultOfOurs() throws Exception {
    EventStream stream = open(wish(null, 0));
    onLoop(() -> stream.close(CloseCode.OUR_FAULT, CloseCode.OUR_FAULT.reason()));
    assertThat(heard()).contains("\"internal\"").endsWith("0\r\n\r\n");
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void aPeerThatGoesLeavesNothingBehind() throws Exception {
    open(wish("ann", 0));
    assertThat(rooms.size()).isEqualTo(1);
    onLoop(() -> channel.close());
    assertThat(rooms.size()).isZero();
    assertThat(closed).isEqualTo(1);
    assertThat(counts.closes()).isEmpty();
  }

  @Test
  void aPeerThatIsGoneBeforeItIsOpenLeavesNothingBehind() throws Exception {
    Takeover takeover = Takeover.begin(channel);
    onLoop(() -> channel.close());
    open(takeover, wish("ann", 0));
    assertThat(closed).isEqualTo(1);
    assertThat(rooms.size()).isZero();
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void aRoomThatHasFilledUpMeanwhileIsAnErrorAndTheEnd() throws Exception {
    open(wish("ann", 0)); // one is as many as it holds
    channel = channel();
    open(wish("ben", 0));
    assertThat(heard())
        .contains("{\"type\":\"error\",\"code\":\"room_full\"")
        .endsWith("0\r\n\r\n");
    assertThat(closed).isEqualTo(1);
    assertThat(counts.errors()).containsEntry("room_full", 1L);
  }

  /** Its peer reads nothing, and a byte is already much. */
  private static final class StuckChannel extends EmbeddedChannel {
    StuckChannel() {
      config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 1));
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) {
      // the kernel takes nothing
    }
  }
}
