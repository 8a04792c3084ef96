package chatnode.ways.sockjs;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
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
      if (message instanceof ByteBufHolder holder && end != null) {
        replaceIn(holder.content());
      }
      context.write(message, promise);
    }

    private void replaceIn(ByteBuf content) {
      if (content.readableBytes() == 0 || content.readableBytes() > MOST) {
        return;
      }
      String text = content.toString(StandardCharsets.UTF_8);
      String ours = text.replace(ITS, end).replace(ITS_ESCAPED, escaped(end));
      if (!ours.equals(text)) {
        content.clear().writeBytes(ours.getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
