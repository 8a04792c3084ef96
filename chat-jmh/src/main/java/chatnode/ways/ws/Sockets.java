package chatnode.ways.ws;

import chatnode.count.LoopCounts;
import chatnode.ways.ClientLimits;
import chatnode.ways.Turn;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;

/**
 * Connections as a node has them but for the system: what is flushed has left. The turn of their
 * loop ends when one says so.
 */
public final class Sockets implements AutoCloseable {
  private static final ClientLimits LIMITS =
      new ClientLimits(64 * 1024, 20, 40, 1 << 20, 10_000, 25_000);

  private final Vertx vertx = Vertx.vertx();
  private final Turn turn = new Turn(fake(Context.class, this::atEnd));
  private Runnable end = () -> {};

  private interface Call {
    void with(Object[] arguments);
  }

  /** Only what it is told to do; what else it is asked, it does not know. */
  private static <T> T fake(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              call.with(arguments);
              return null;
            }));
  }

  /** The one thing that a turn asks of its loop. */
  @SuppressWarnings("unchecked")
  private void atEnd(Object[] arguments) {
    Handler<Void> handler = (Handler<Void>) arguments[0];
    end = () -> handler.handle(null);
  }

  public void endTurn() {
    Runnable now = end;
    end = () -> {};
    now.run();
  }

  public Connection open() {
    EmbeddedChannel channel =
        new EmbeddedChannel() {
          @Override
          protected void doWrite(ChannelOutboundBuffer in) {
            while (in.current() != null) {
              in.remove();
            }
          }
        };
    Connection connection = new Connection(vertx, turn, LIMITS, new LoopCounts(), channel);
    connection.open(new Listening(), () -> {});
    return connection;
  }

  @Override
  public void close() {
    vertx.close();
  }
}
