package chattest.support;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A client as the README tells people to write one: it comes back after any interruption, resumes
 * from the last message it has, and sends again what was not acknowledged. All state belongs to its
 * one thread.
 */
public final class Resumer implements AutoCloseable {
  private static final int RETRY_MS = 150;
  private static final int RECENT = 50; // what a first join gets
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private final URI uri;
  private final String room;
  private final String nick;
  private final ScheduledExecutorService loop =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "resumer");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, String> unacknowledged = new LinkedHashMap<>();
  private final List<String> ids = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private WebSocket socket;
  private CompletableFuture<WebSocket> sending = CompletableFuture.completedFuture(null);
  private boolean joined;
  private boolean closed;
  private long epoch;
  private long after;
  private int connects;
  private String node = "";

  public Resumer(URI uri, String nick, String room) {
    this.uri = uri;
    this.nick = nick;
    this.room = room;
    loop.execute(this::connect);
  }

  private void connect() {
    joined = false;
    HTTP.newWebSocketBuilder()
        .subprotocols("chat.v1.json")
        .connectTimeout(Duration.ofSeconds(3))
        .buildAsync(uri, new Ear())
        .whenComplete(
            (opened, failure) ->
                loop.execute(
                    () -> {
                      if (failure != null) {
                        again(null);
                        return;
                      }
                      socket = opened;
                      connects++;
                      send(
                          new JsonObject()
                              .put("type", "hello")
                              .put("nick", nick)
                              .put("client", "long secret of " + nick));
                      JsonObject join = new JsonObject().put("type", "join").put("room", room);
                      send(epoch == 0 ? join : join.put("epoch", epoch).put("after", after));
                    }));
  }

  private void send(JsonObject frame) {
    WebSocket to = socket; // which takes one at a time
    sending = sending.exceptionally(e -> null).thenCompose(v -> to.sendText(frame.encode(), true));
  }

  private void again(WebSocket ended) {
    if (!closed && (ended == socket || ended == null)) {
      socket = null;
      joined = false;
      loop.schedule(this::connect, RETRY_MS, TimeUnit.MILLISECONDS);
    }
  }

  private void hear(JsonObject frame) {
    switch (frame.getString("type")) {
      case "welcome" -> node = frame.getString("node");
      case "joined" -> {
        joined = true;
        if (epoch == 0) {
          epoch = frame.getLong("epoch");
          after = Math.max(frame.getLong("first") - 1, frame.getLong("head") - RECENT);
        } else if (!frame.getBoolean("complete") || frame.getLong("epoch") != epoch) {
          complaints.add("not resumed: " + frame);
        }
        unacknowledged.forEach(this::sendSay);
      }
      case "message" -> {
        long seq = frame.getLong("seq");
        if (seq != after + 1) {
          complaints.add(seq + " after " + after);
        }
        after = seq;
        ids.add(frame.getString("id"));
      }
      case "ack" -> unacknowledged.remove(frame.getString("id"));
      case "error" -> {
        String id = frame.getString("id");
        if (id != null && unacknowledged.containsKey(id)) {
          loop.schedule(() -> resend(id), RETRY_MS, TimeUnit.MILLISECONDS);
        }
      }
      case "reset" -> complaints.add(frame.encode());
      default -> {} // presence, bye
    }
  }

  private void resend(String id) {
    if (joined && unacknowledged.containsKey(id)) {
      sendSay(id, unacknowledged.get(id));
    }
  }

  private void sendSay(String id, String text) {
    JsonObject say = new JsonObject().put("type", "say").put("room", room);
    send(say.put("id", id).put("text", text));
  }

  public void say(String id, String text) {
    loop.execute(
        () -> {
          unacknowledged.put(id, text);
          if (joined) {
            sendSay(id, text);
          }
        });
  }

  private <T> T ask(java.util.concurrent.Callable<T> question) {
    try {
      return loop.submit(question).get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public boolean hasJoined() {
    return ask(() -> joined);
  }

  public boolean isAcknowledged() {
    return ask(unacknowledged::isEmpty);
  }

  /** The ids of all messages heard, in their order. */
  public List<String> heard() {
    return ask(() -> List.copyOf(ids));
  }

  /** Holes, repeats, resets and resumes that were not complete. */
  public List<String> complaints() {
    return ask(() -> List.copyOf(complaints));
  }

  public int connects() {
    return ask(() -> connects);
  }

  /** The name of the node it is on. */
  public String node() {
    return ask(() -> node);
  }

  @Override
  public String toString() {
    return ask(
        () ->
            "%s at %s on %s (%d connects, joined %s, heard %d up to %s, %s)"
                .formatted(nick, uri, node, connects, joined, ids.size(), after, complaints));
  }

  @Override
  public void close() {
    loop.execute(
        () -> {
          closed = true;
          if (socket != null) {
            socket.abort();
          }
        });
    loop.shutdown();
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        List<String> lines = text.toString().lines().toList();
        text.setLength(0);
        loop.execute(() -> lines.forEach(line -> hear(new JsonObject(line))));
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      loop.execute(() -> again(from));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      loop.execute(() -> again(from));
    }
  }
}
