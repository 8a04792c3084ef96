package chattest.support;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A client that is not ours: the JDK's WebSocket. Frames are waited for, never slept for. */
public final class Client implements WebSocket.Listener, AutoCloseable {
  private static final long PATIENCE_MS = 10_000;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** How the connection ended. */
  public record Closed(int code, String reason) {}

  private final Inbox inbox = new Inbox();
  private final BlockingQueue<Object> raw = new LinkedBlockingQueue<>();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private final AtomicInteger people = new AtomicInteger();
  private final StringBuilder text = new StringBuilder();
  private final List<Byte> bytes = new ArrayList<>();
  private final boolean isJson;
  private WebSocket socket;

  private Client(boolean isJson) {
    this.isJson = isJson;
  }

  /** A client of chat.v1.json that has said nothing yet. */
  public static Client connect(NodeProcess node) {
    return open(node.ws("/chat"), "chat.v1.json");
  }

  /** A client of chat.v1.json that has said hello. */
  public static Client hello(NodeProcess node, String nick) {
    Client client = connect(node);
    client.send("{'type':'hello','nick':'" + nick + "','client':'long secret of " + nick + "'}");
    client.await("welcome");
    return client;
  }

  public static Client plain(NodeProcess node, String query) {
    return open(node.ws("/?" + query), null);
  }

  /** Headers are names and values in turn. */
  public static Client open(URI uri, String protocol, String... headers) {
    Client client = new Client(protocol != null);
    WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(5));
    if (protocol != null) {
      builder.subprotocols(protocol);
    }
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    client.socket = builder.buildAsync(uri, client).join();
    return client;
  }

  /** Single quotes stand for double ones. */
  public Client send(String json) {
    socket.sendText(json.replace('\'', '"'), true).join();
    return this;
  }

  public Client sendRaw(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  public Client sendBinary(byte[] data) {
    socket.sendBinary(ByteBuffer.wrap(data), true).join();
    return this;
  }

  public Client join(String room) {
    send("{'type':'join','room':'" + room + "'}");
    await("joined");
    return this;
  }

  public Client say(String room, String id, String text) {
    JsonObject say = new JsonObject().put("type", "say").put("room", room);
    return sendRaw(say.put("id", id).put("text", text).encode());
  }

  /** The next frame of this type; others stay to be asked for. */
  public JsonObject await(String type) {
    return await(type, frame -> true);
  }

  /** The next frame of this type that fits; those of the type before it are passed over. */
  public JsonObject await(String type, Predicate<JsonObject> which) {
    JsonObject frame = inbox.await(type, which, Duration.ofMillis(PATIENCE_MS));
    if (frame == null) {
      throw new AssertionError("no " + type + ", but " + inbox + ", closed: " + closed);
    }
    return frame;
  }

  /**
   * Until so many people are in the one room of this client. Who was there first is told with the
   * answer to the join, who comes later with a presence: which of them says it is a race.
   */
  public void awaitPeople(int count) {
    long end = System.nanoTime() + PATIENCE_MS * 1_000_000;
    synchronized (people) {
      while (people.get() != count) {
        long leftMs = (end - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0) {
          throw new AssertionError(people + " people, not " + count);
        }
        try {
          people.wait(leftMs);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private void heard(JsonObject frame) {
    if (frame.containsKey("count")) {
      synchronized (people) {
        people.set(frame.getInteger("count"));
        people.notifyAll();
      }
    }
    inbox.add(frame);
  }

  /** The texts of the next messages. */
  public List<String> messages(int count) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(await("message").getString("text"));
    }
    return texts;
  }

  /** What a plain client gets next: a String or a Buffer. */
  public Object awaitRaw() {
    Object next = poll(raw, System.nanoTime() + PATIENCE_MS * 1_000_000);
    if (next == null) {
      throw new AssertionError("nothing arrived, closed: " + closed);
    }
    return next;
  }

  public Closed awaitClose() {
    return closed.orTimeout(PATIENCE_MS, TimeUnit.MILLISECONDS).join();
  }

  /** True when nothing is waiting to be looked at. */
  public boolean heardNothing() {
    return inbox.isEmpty() && raw.isEmpty();
  }

  /** True when no frame of this type is waiting to be looked at. */
  public boolean heardNothingOf(String type) {
    return inbox.hasNone(type);
  }

  private static <T> T poll(BlockingQueue<T> queue, long end) {
    try {
      return queue.poll(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      String whole = text.toString();
      text.setLength(0);
      if (isJson) {
        whole.lines().forEach(line -> heard(new JsonObject(line)));
      } else {
        raw.add(whole);
      }
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
    while (data.hasRemaining()) {
      bytes.add(data.get());
    }
    if (last) {
      Buffer whole = Buffer.buffer();
      bytes.forEach(whole::appendByte);
      bytes.clear();
      raw.add(whole);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    closed.complete(new Closed(code, reason));
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.complete(new Closed(1006, String.valueOf(error)));
  }

  @Override
  public void close() {
    socket.abort();
  }
}
