package chatnode.ways.ws;

import chatnode.ways.Pipe;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.internal.ContextInternal;
import java.util.Map;

/**
 * What comes in over a socket after its handshake, as Netty's decoder reads it.
 *
 * <p>Once it is connected nothing of Vert.x is left behind the channel: the request, its headers,
 * two connections with queues of a thousand places each and the handlers for them were 13 of the 17
 * KB of heap that an idle socket took, and every frame was copied on its way through.
 */
final class Wire extends SimpleChannelInboundHandler<WebSocketFrame> {
  private final ContextInternal loop;
  private final Channel channel;
  private final Pipe pipe;
  private final Connection connection;

  Wire(ContextInternal loop, Channel channel, Pipe pipe, Connection connection) {
    this.loop = loop;
    this.channel = channel;
    this.pipe = pipe;
    this.connection = connection;
  }

  /** From here on what is read goes to the connection. False where it has ended already. */
  boolean connect() {
    if (!channel.isActive()) {
      return false;
    }
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addLast(this);
    for (Map.Entry<String, ChannelHandler> each : pipeline.toMap().entrySet()) {
      if (each.getValue() instanceof HttpResponseEncoder) {
        pipeline.replace(each.getValue(), each.getKey(), new Placeholder());
      } else if (!isNeeded(each.getValue())) {
        pipeline.remove(each.getValue());
      }
    }
    channel.config().setAutoRead(true); // Vert.x may have stopped it
    return true;
  }

  private boolean isNeeded(ChannelHandler handler) {
    return handler == this
        || handler instanceof SslHandler
        || handler instanceof WebSocketFrameDecoder;
  }

  /**
   * For the encoder of the answer to the handshake, which Netty takes out by its name once the
   * answer has left. With io_uring that is later, and until then it would refuse our frames.
   */
  private static final class Placeholder extends ChannelHandlerAdapter {}

  /** Who does not read is not listened to either. */
  void pause() {
    channel.config().setAutoRead(false);
  }

  void resume() {
    channel.config().setAutoRead(true);
  }

  void close() {
    channel.close();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    onLoop(() -> read(frame));
  }

  private void read(WebSocketFrame frame) {
    if (frame instanceof CloseWebSocketFrame close) {
      connection.peerCloses(close);
    } else if (frame instanceof PingWebSocketFrame) {
      answer(frame);
    } else if (frame instanceof PongWebSocketFrame) {
      connection.mayPass();
    } else {
      connection.frame(frame);
    }
  }

  /** A client that pings and never reads the pongs would fill the memory. */
  private void answer(WebSocketFrame ping) {
    if (!connection.mayPass()) {
      return;
    }
    if (pipe.isWritable()) {
      pipe.write(WireFrame.control(WireFrame.PONG, ByteBufUtil.getBytes(ping.content())));
    } else {
      channel.close();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    pipe.writabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    onLoop(connection::gone);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (failure instanceof CorruptedWebSocketFrameException corrupted) {
      onLoop(() -> connection.peerErrs(corrupted.closeStatus()));
    } else {
      channel.close(); // the peer has gone, one way or another
    }
  }

  /** As Vert.x would call it: who asks for the context of this thread gets that of the loop. */
  private void onLoop(Runnable call) {
    ContextInternal before = loop.beginDispatch();
    try {
      call.run();
    } catch (Throwable failure) {
      connection.failed(failure);
    } finally {
      loop.endDispatch(before);
    }
  }
}
