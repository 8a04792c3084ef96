package chatnode.ways.sockjs;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections by which one client fetches: mostly one, on whichever loop. vertx-web ends every
 * session with the same code; here those that fetch its end get the code and the reason that a
 * socket would.
 */
final class Transports {
  private static final String VERTX_HANDLER = "handler";
  private static final String NAME = "sockjs";

  /** As vertx-web has it, and as it is within a string of JavaScript. */
  private static final String ITS = "c[3000,\"Go away!\"]";

  private static final String ITS_ESCAPED = escaped(ITS);

  /** More than that vertx-web puts around it in no transport. */
  private static final int MOST = 256;

  private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

  /** Null while the client may stay. */
  private volatile String end;

  /** On the loop of the channel. */
  void add(Channel channel) {
    channels.add(channel);
    channel.closeFuture().addListener(closed -> channels.remove(channel));
    if (channel.pipeline().get(NAME) != null) {
      channel.pipeline().remove(NAME);
    }
    channel.pipeline().addBefore(VERTX_HANDLER, NAME, new Ends());
  }

  void ends(int code, String reason) {
    end = "c" + JsonArray.of(code, reason).encode();
  }

  /** From the near end of their pipelines: Vert.x would first write what is not read. */
  void cut() {
    channels.forEach(
        channel -> {
          ChannelHandlerContext first = channel.pipeline().firstContext();
          if (first != null) {
            first.close();
          }
        });
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** What people say cannot look like this: within a frame their quotes are escaped once more. */
  private final class Ends extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      String ours =
          end != null && message instanceof HttpContent content ? ours(content.content()) : null;
      if (ours == null) {
        context.write(message, promise);
        return;
      }
      if (message instanceof HttpResponse head) { // Vert.x has both in one object
        context.write(
            new DefaultHttpResponse(head.protocolVersion(), head.status(), head.headers()));
      }
      context.write(new DefaultHttpContent(ByteBufUtil.writeUtf8(context.alloc(), ours)), promise);
      ReferenceCountUtil.release(message);
    }

    /** Null when it is not what is looked for. */
    private String ours(ByteBuf content) {
      if (content.readableBytes() == 0 || content.readableBytes() > MOST) {
        return null;
      }
      String text = content.toString(StandardCharsets.UTF_8);
      String ours = text.replace(ITS, end).replace(ITS_ESCAPED, escaped(end));
      return ours.equals(text) ? null : ours;
    }
  }
}
