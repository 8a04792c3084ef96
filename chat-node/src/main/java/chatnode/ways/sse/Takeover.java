package chatnode.ways.sse;

import chatnode.ways.Pipe;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;

/**
 * Takes a connection from HTTP, as an upgrade does. Nothing that the peer sends is listened to from
 * the start on: it is not told apart from requests, which would wait for ever. Once the head of the
 * answer has been written, nothing of Vert.x is left behind it: request, response, codec and
 * compressor would be kept for as long as the stream lasts.
 */
public final class Takeover extends ChannelInboundHandlerAdapter {
  /** What Vert.x calls its own, last handler. */
  private static final String VERTX_HANDLER = "handler";

  /** Who goes on for longer does not want to listen. */
  private static final int MOST_READ = 64 * 1024;

  private final Channel channel;
  private Runnable onClosed = () -> {};
  private Pipe pipe;
  private int read;

  private Takeover(Channel channel) {
    this.channel = channel;
  }

  /** Called while the request is handled. */
  public static Takeover begin(Channel channel) {
    Takeover takeover = new Takeover(channel);
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addBefore(VERTX_HANDLER, "takeover", takeover);
    if (pipeline.get(HttpContentCompressor.class) != null) {
      pipeline.remove(HttpContentCompressor.class); // it would announce itself in the head
    }
    return takeover;
  }

  Channel channel() {
    return channel;
  }

  /** The head has been written: what is written from here on goes to the peer as it is. */
  void complete() {
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.toMap().values().stream()
        .filter(each -> each != this && !(each instanceof SslHandler))
        .forEach(pipeline::remove);
    channel.config().setAutoRead(true); // Vert.x may have stopped it
  }

  /** What is written goes through there from here on. */
  void carries(Pipe pipe) {
    this.pipe = pipe;
  }

  /** At once when it is closed already. */
  void whenClosed(Runnable call) {
    onClosed = call;
    if (!channel.isActive()) {
      call.run();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      read += bytes.readableBytes();
    }
    ReferenceCountUtil.release(message);
    if (read > MOST_READ) {
      channel.close();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    context.fireChannelWritabilityChanged();
    if (pipe != null) {
      pipe.writabilityChanged();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    context.fireChannelInactive();
    onClosed.run();
  }

  /** The peer has gone, one way or another. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    channel.close();
  }
}
