package chattest.support;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * STOMP with the JDK's WebSocket, and no library that would mend what we say. A frame is told as an
 * object of its headers, with its command for a {@code type} and its body as {@code text}; a line
 * end between frames as a {@code heart-beat}.
 */
public final class StompClient implements WebSocket.Listener, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Inbox inbox = new Inbox();
  private final CompletableFuture<Client.Closed> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private Buffer stream = Buffer.buffer();
  private WebSocket socket;
  private int subscriptions;

  private StompClient() {}

  /** One that has said nothing yet; without protocols it offers none. */
  public static StompClient open(URI uri, String... protocols) {
    StompClient client = new StompClient();
    WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(5));
    if (protocols.length > 0) {
      String[] others = Arrays.copyOfRange(protocols, 1, protocols.length);
      builder.subprotocols(protocols[0], others);
    }
    client.socket = builder.buildAsync(uri, client).join();
    return client;
  }

  /** One that has sent CONNECT with these headers and got its CONNECTED. */
  public static StompClient connect(NodeProcess node, String... headers) {
    StompClient client = open(node.ws("/stomp"), "v12.stomp");
    client.send("CONNECT\naccept-version:1.2\nhost:localhost\n" + lines(headers) + "\n");
    client.await("CONNECTED");
    return client;
  }

  private static String lines(String... headers) {
    return String.join("", Arrays.stream(headers).map(header -> header + "\n").toList());
  }

  /** The protocol that was chosen. */
  public String protocol() {
    return socket.getSubprotocol();
  }

  /** A frame as it stands, but for the NUL behind it. */
  public StompClient send(String frame) {
    return sendRaw(frame + "\0");
  }

  public StompClient sendRaw(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  public StompClient sendBinary(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    return this;
  }

  /** Subscribes and waits for the receipt, which is answered. */
  public JsonObject subscribe(String id, String room, String... headers) {
    String receipt = "subscription " + ++subscriptions;
    send(
        "SUBSCRIBE\nid:%s\ndestination:/room/%s\nreceipt:%s\n%s\n"
            .formatted(id, room, receipt, lines(headers)));
    return await("RECEIPT", each -> receipt.equals(each.getString("receipt-id")));
  }

  public StompClient say(String room, String text, String... headers) {
    return send("SEND\ndestination:/room/" + room + "\n" + lines(headers) + "\n" + text);
  }

  /** The next frame of this command; others stay to be asked for. */
  public JsonObject await(String command) {
    return await(command, frame -> true);
  }

  /** The next frame of this command that fits; those of the command before it are passed over. */
  public JsonObject await(String command, Predicate<JsonObject> which) {
    JsonObject frame = inbox.await(command, which, PATIENCE);
    if (frame == null) {
      throw new AssertionError("no " + command + ", but " + inbox + ", closed: " + closed);
    }
    return frame;
  }

  /** The texts of the next messages. */
  public List<String> messages(int count) {
    return IntStream.range(0, count).mapToObj(i -> await("MESSAGE").getString("text")).toList();
  }

  public Client.Closed awaitClose() {
    return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** True when no frame of this command is waiting to be looked at. */
  public boolean heardNothingOf(String command) {
    return inbox.hasNone(command);
  }

  /** True when nothing is waiting to be looked at. */
  public boolean heardNothing() {
    return inbox.isEmpty();
  }

  private void heard(byte[] bytes) {
    stream.appendBytes(bytes);
    int at = 0;
    for (int end = end(at); end >= 0; end = end(at)) {
      if (end == at) {
        inbox.add(new JsonObject().put("type", "heart-beat"));
      } else {
        inbox.add(frame(stream.getString(at, end)));
      }
      at = end + 1;
    }
    stream = stream.getBuffer(at, stream.length());
  }

  /** Where the heart-beat or the frame ends that begins there; -1 when it does not yet. */
  private int end(int start) {
    if (start < stream.length() && stream.getByte(start) == '\n') {
      return start;
    }
    String head = stream.getString(start, stream.length(), "ISO-8859-1");
    int body = head.indexOf("\n\n") + 2;
    int length = head.indexOf("\ncontent-length:");
    if (body < 2 || length < 0 || length > body) {
      int end = head.indexOf('\0');
      return end < 0 ? -1 : start + end;
    }
    int from = length + "\ncontent-length:".length();
    int end = body + Integer.parseInt(head.substring(from, head.indexOf('\n', from)));
    return end < head.length() ? start + end : -1;
  }

  private static JsonObject frame(String frame) {
    int body = frame.indexOf("\n\n");
    String[] head = frame.substring(0, body).split("\n");
    boolean isEscaped = !head[0].equals("CONNECTED");
    JsonObject object = new JsonObject();
    for (int i = 1; i < head.length; i++) {
      int colon = head[i].indexOf(':');
      String value = head[i].substring(colon + 1);
      object.put(head[i].substring(0, colon), isEscaped ? unescaped(value) : value);
    }
    return object.put("type", head[0]).put("text", frame.substring(body + 2));
  }

  private static String unescaped(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      text.append(
          c != '\\'
              ? c
              : switch (value.charAt(++i)) {
                case 'r' -> '\r';
                case 'n' -> '\n';
                case 'c' -> ':';
                case '\\' -> '\\';
                default -> throw new AssertionError("no escape of STOMP: " + value);
              });
    }
    return text.toString();
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      heard(text.toString().getBytes(StandardCharsets.UTF_8));
      text.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    heard(bytes);
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    closed.complete(new Client.Closed(code, reason));
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.complete(new Client.Closed(1006, String.valueOf(error)));
  }

  @Override
  public void close() {
    socket.abort();
  }
}
