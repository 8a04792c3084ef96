package chatnode.ways.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContentCompressor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakeoverTest {
  private final List<String> told = new ArrayList<>();
  private final EmbeddedChannel channel = new EmbeddedChannel();

  TakeoverTest() {
    channel.pipeline().addLast("deflater", new HttpContentCompressor());
    channel.pipeline().addLast("handler", new Vertx());
  }

  /** Stands for Vert.x's own. */
  private final class Vertx extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      told.add("read");
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      told.add("closed");
    }
  }

  @Test
  void whatThePeerSendsReachesNobodyAndIsGivenBack() {
    Takeover.begin(channel);
    ByteBuf early = Unpooled.copiedBuffer(new byte[10]);
    channel.writeInbound(early);
    assertThat(told).isEmpty();
    assertThat(early.refCnt()).isZero();
  }

  @Test
  void whoSendsOnAndOnIsCut() {
    Takeover takeover = Takeover.begin(channel);
    takeover.complete();
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[60_000]));
    assertThat(channel.isOpen()).isTrue();
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[6_000]));
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void theHeadIsNotSaidToBeCompressed() {
    Takeover.begin(channel);
    assertThat(channel.pipeline().get("deflater")).isNull();
  }

  /** What waits for the head to be written has to hear that it never will be. */
  @Test
  void untilItIsCompleteTheEndIsToldToHttpToo() {
    Takeover takeover = Takeover.begin(channel);
    channel.close();
    assertThat(told).containsExactly("closed");
    takeover.complete();
    takeover.whenClosed(() -> told.add("stream closed"));
    assertThat(told).containsExactly("closed", "stream closed");
  }

  @Test
  void aBrokenConnectionIsClosedWithoutAWord() {
    Takeover takeover = Takeover.begin(channel);
    takeover.complete();
    takeover.whenClosed(() -> told.add("stream closed"));
    channel.pipeline().fireExceptionCaught(new IOException("reset by peer"));
    channel.checkException();
    assertThat(told).containsExactly("stream closed");
  }
}
