package chatnode.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipeTest {
  private static final int MAX_UNREAD = 1000;

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final Turn turn = new Turn(loop);

  /** Remembers what the pipe says. */
  private static final class Ear implements Pipe.Writer {
    private final List<String> heard = new ArrayList<>();
    private boolean isBroken;

    @Override
    public void turnEnds() {
      if (isBroken) {
        throw new IllegalStateException("a bug");
      }
    }

    @Override
    public void drained() {
      heard.add("drained");
    }

    @Override
    public void tooSlow() {
      heard.add("too slow");
    }

    @Override
    public void failed(Throwable failure) {
      heard.add(failure.getMessage());
    }
  }

  @AfterEach
  void stop() {
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

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String arrived(EmbeddedChannel channel) {
    StringBuilder text = new StringBuilder();
    for (ByteBuf each = channel.readOutbound(); each != null; each = channel.readOutbound()) {
      text.append(each.toString(StandardCharsets.UTF_8));
      ReferenceCountUtil.release(each);
    }
    return text.toString();
  }

  private Pipe pipe(EmbeddedChannel channel, Ear ear) throws Exception {
    return onLoop(() -> new Pipe(vertx, turn, channel, MAX_UNREAD, ear));
  }

  @Test
  void whatIsWrittenInOneTurnLeavesAtItsEndInItsOrder() throws Exception {
    EmbeddedChannel channel = new EmbeddedChannel();
    Pipe pipe = pipe(channel, new Ear());
    String during =
        onLoop(
            () -> {
              pipe.writeShared(bytes("one "));
              pipe.write(bytes("two "));
              pipe.writeShared(bytes("three"));
              return arrived(channel);
            });
    assertThat(during).isEmpty();
    assertThat(onLoop(() -> arrived(channel))).isEqualTo("one two three");
  }

  @Test
  void aWriterThatFailsHearsOfItAndTheOthersGetTheirs() throws Exception {
    EmbeddedChannel first = new EmbeddedChannel();
    EmbeddedChannel second = new EmbeddedChannel();
    Ear broken = new Ear();
    broken.isBroken = true;
    Pipe one = pipe(first, broken);
    Pipe two = pipe(second, new Ear());
    byte[] same = bytes("for all");
    onLoop(
        () -> {
          one.writeShared(same);
          two.writeShared(same);
          return null;
        });
    assertThat(onLoop(() -> arrived(second))).isEqualTo("for all");
    assertThat(broken.heard).containsExactly("a bug");
  }

  @Test
  void moreThanMayBeUnreadIsTooSlowAndTheEndComesEvenIfNothingIsRead() throws Exception {
    StuckChannel stuck = new StuckChannel();
    Ear ear = new Ear();
    Pipe pipe = pipe(stuck, ear);
    Promise<Void> cut = Promise.promise();
    stuck.closeFuture().addListener(closed -> cut.complete());
    onLoop(
        () -> {
          pipe.write(new byte[MAX_UNREAD / 2]);
          return null;
        });
    assertThat(onLoop(pipe::isReady)).isFalse();
    assertThat(ear.heard).isEmpty();
    onLoop(
        () -> {
          pipe.write(new byte[MAX_UNREAD]);
          return null;
        });
    assertThat(onLoop(() -> List.copyOf(ear.heard))).containsExactly("too slow");
    onLoop(
        () -> {
          pipe.end();
          return null;
        });
    cut.future().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /** Its peer reads nothing, and a byte is already much. */
  private static final class StuckChannel extends EmbeddedChannel {
    StuckChannel() {
      config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 1));
    }

    @Override
    protected void doWrite(io.netty.channel.ChannelOutboundBuffer in) {
      // the kernel takes nothing
    }
  }
}
