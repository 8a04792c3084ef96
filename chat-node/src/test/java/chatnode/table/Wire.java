package chatnode.table;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A WebSocket of the JDK's: what it hears in its order, and at the end the code it closed with. */
public final class Wire implements AutoCloseable {
  public static final String CLOSED = "closed ";
  private static final int SECONDS = 20;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final StringBuilder part = new StringBuilder();
  private final WebSocket socket;

  public Wire(HttpClient client, String url, String protocol) {
    WebSocket.Builder builder =
        client.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(SECONDS));
    if (protocol != null) {
      builder.subprotocols(protocol);
    }
    socket = builder.buildAsync(URI.create(url), new Ear()).join();
  }

  private final class Ear implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean isLast) {
      part.append(text);
      if (isLast) {
        heard.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer bytes, boolean isLast) {
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add(CLOSED + code + " " + reason);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
      heard.add(CLOSED + failure);
    }
  }

  public void say(String text) {
    try {
      socket.sendText(text, true).join();
    } catch (CompletionException e) {
      // closed already: that is heard
    }
  }

  /** The first that fits, or the end. What comes before is passed over. */
  public String hear(Predicate<String> wanted) {
    try {
      while (true) {
        String next = heard.poll(SECONDS, TimeUnit.SECONDS);
        if (next == null) {
          throw new AssertionError("nothing was heard");
        }
        if (wanted.test(next) || next.startsWith(CLOSED)) {
          return next;
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }
}
