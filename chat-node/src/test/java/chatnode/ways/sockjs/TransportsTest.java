package chatnode.ways.sockjs;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** vertx-web's goodbye gets our code and reason, and nothing else is touched. */
class TransportsTest {
  private final Transports transports = new Transports();
  private final EmbeddedChannel channel = channel();

  private EmbeddedChannel channel() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.pipeline().addLast("handler", new ChannelInboundHandlerAdapter());
    transports.add(channel);
    return channel;
  }

  /** From behind the handlers, as Vert.x writes. */
  private void write(Object message) {
    channel.pipeline().context("handler").writeAndFlush(message);
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }

  private String read() {
    HttpContent content = channel.readOutbound();
    String text = content.content().toString(StandardCharsets.UTF_8);
    content.release();
    return text;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c[3000,\"Go away!\"]",
        "data: c[3000,\"Go away!\"]",
        "/**/cb(\"c[3000,\\\"Go away!\\\"]\");",
        "<script>p(\"c[3000,\\\"Go away!\\\"]\");</script>",
      })
  void theEndIsOursInEachTransport(String its) {
    transports.ends(1012, "restarting");
    write(new DefaultHttpContent(bytes(its)));
    assertThat(read()).isEqualTo(its.replace("3000", "1012").replace("Go away!", "restarting"));
  }

  @Test
  void itMayComeTogetherWithTheHeadOfTheAnswer() {
    transports.ends(4008, "too slow");
    write(
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, bytes("c[3000,\"Go away!\"]\n")));
    HttpResponse head = channel.readOutbound();
    assertThat(head.status()).isEqualTo(HttpResponseStatus.OK);
    assertThat(read()).isEqualTo("c[4008,\"too slow\"]\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c[2010,\"Another connection still open\"]",
        "a[\"{\\\"text\\\":\\\"c[3000,\\\\\\\"Go away!\\\\\\\"]\\\"}\"]",
        "o",
      })
  void whateverElseIsSaidStaysAsItIs(String text) {
    transports.ends(1012, "restarting");
    write(new DefaultHttpContent(bytes(text)));
    assertThat(read()).isEqualTo(text);
  }

  @Test
  void whileNobodyHasEndedItTheEndIsVertxWebs() {
    write(new DefaultHttpContent(bytes("c[3000,\"Go away!\"]\n")));
    assertThat(read()).isEqualTo("c[3000,\"Go away!\"]\n");
  }

  @Test
  void aConnectionThatFetchesAgainIsChangedOnce() {
    transports.add(channel);
    transports.ends(1012, "restarting");
    write(new DefaultHttpContent(bytes("c[3000,\"Go away!\"]\n")));
    assertThat(read()).isEqualTo("c[1012,\"restarting\"]\n");
  }

  @Test
  void whatIsStillThereIsCut() {
    EmbeddedChannel other = channel();
    transports.cut();
    assertThat(channel.isOpen()).isFalse();
    assertThat(other.isOpen()).isFalse();
  }
}
