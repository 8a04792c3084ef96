package chatnode.ways.ws;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * Stands before Vert.x, which answers every ping whether or not the peer reads the pongs: a client
 * that pings and never reads would fill the memory. And which answers no close while somebody
 * handles shutdowns.
 */
final class ControlFrames extends ChannelInboundHandlerAdapter {

  /** Who decides about the next control frame. */
  interface Gate {
    boolean mayPass();

    /** False when the close itself is wrong and has been answered. */
    boolean mayClose(CloseWebSocketFrame frame);
  }

  private final Gate gate;
  private boolean closing;

  ControlFrames(Gate gate) {
    this.gate = gate;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    if (closing || !mayPass(frame)) {
      ReferenceCountUtil.release(frame);
    } else if (frame instanceof PingWebSocketFrame && !context.channel().isWritable()) {
      ReferenceCountUtil.release(frame);
      closing = true;
      context.close(); // from here: Vert.x would first wait for its close frame to be written
    } else {
      context.fireChannelRead(frame);
    }
  }

  private boolean mayPass(Object frame) {
    if (frame instanceof CloseWebSocketFrame close) {
      return gate.mayClose(close);
    }
    boolean isControl = frame instanceof PingWebSocketFrame || frame instanceof PongWebSocketFrame;
    return !isControl || gate.mayPass();
  }
}
