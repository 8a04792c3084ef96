package chatbench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Speaks just enough of {@code chat.v1.json} on one loop, by every way in, and can be told to be
 * wrong in one way.
 */
public final class FakeServer {

  /** What goes wrong with every fifth message. */
  public enum Flaw {
    NONE,
    /** Acknowledges and forgets. */
    LOSES,
    /** Delivers twice. */
    REPEATS,
    /** Skips one listener. */
    SKIPS,
    /** Tells one listener something else. */
    LIES,
    /** Hangs up before the ack, and takes the resend for a new message. */
    FORGETS_IDS,
    /**
     * Knows a resend, and yet delivers it to one listener, with its own text at the first place.
     */
    RELAYS_RESENDS,
    /** Tells another text in the history. */
    REWRITES,
    /** Is there and answers to no message. */
    DEAF
  }

  /** A client by whatever way; what it is told are frames of the one protocol. */
  interface Listener {
    void tell(JsonObject frame);

    void hangUp();
  }

  static final long EPOCH = 77;
  private static final int EVERY = 5;

  private final Flaw flaw;
  private final int hangUpEvery;
  private final HttpServer server;
  private final JsonArray others = new JsonArray();
  private final Map<String, Room> rooms = new HashMap<>();
  private int said;

  /** A room is a list; the index of a message is its number less one. */
  static final class Room {
    final List<JsonObject> log = new ArrayList<>();
    final Map<String, Integer> seqs = new HashMap<>();
    final Map<Listener, String> people = new LinkedHashMap<>();
  }

  /** Sound, but hangs up on whoever says every so-many-th message, before the ack; 0 for never. */
  public FakeServer(Vertx vertx, Flaw flaw, int hangUpEvery) {
    this.flaw = flaw;
    this.hangUpEvery = hangUpEvery;
    this.server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setWebSocketSubProtocols(List.of("chat.v1.json", "v12.stomp")))
            .webSocketHandler(this::accept)
            .requestHandler(new FakeHttp(this));
  }

  /** Tells its clients of another one, whose socket address this is. */
  public FakeServer knowing(String url) {
    others.add(url.replaceFirst("^ws", "http").replaceFirst("/chat$", ""));
    return this;
  }

  public Future<String> start() {
    return start(0);
  }

  Future<String> start(int port) {
    return server
        .listen(port, "127.0.0.1")
        .map(started -> "ws://127.0.0.1:" + started.actualPort() + "/chat");
  }

  private void accept(ServerWebSocket socket) {
    if ("v12.stomp".equals(socket.subProtocol())) {
      new FakeStomp(this, socket);
    } else if (socket.path().startsWith("/sockjs/")) {
      socket.writeTextMessage("o");
      talk(socket, text -> "a" + new JsonArray().add(text).encode());
    } else {
      talk(socket, text -> text);
    }
  }

  private void talk(ServerWebSocket socket, UnaryOperator<String> wrap) {
    String[] client = new String[1];
    Listener listener =
        new Listener() {
          @Override
          public void tell(JsonObject frame) {
            if (!socket.isClosed()) {
              socket.writeTextMessage(wrap.apply(frame.encode()));
            }
          }

          @Override
          public void hangUp() {
            socket.close((short) 1012);
          }
        };
    socket.textMessageHandler(
        text ->
            (text.startsWith("[") ? new JsonArray(text).getString(0) : text)
                .lines()
                .map(JsonObject::new)
                .forEach(
                    frame -> {
                      if (frame.getString("type").equals("hello")) {
                        client[0] = id(frame.getString("client"));
                      }
                      if (!socket.isClosed()) {
                        answer(listener, client[0], frame);
                      }
                    }));
    socket.closeHandler(v -> leave(listener));
  }

  static String id(String secret) {
    return "id-" + secret;
  }

  Room room(String name) {
    return rooms.computeIfAbsent(name, key -> new Room());
  }

  void leave(Listener listener) {
    rooms.values().forEach(room -> room.people.remove(listener));
  }

  void answer(Listener listener, String client, JsonObject frame) {
    Room room = room(frame.getString("room", ""));
    switch (frame.getString("type")) {
      case "hello" ->
          listener.tell(
              frame("welcome", frame).put("node", "fake").put("id", client).put("nodes", others));
      case "join" -> join(listener, client, room, frame);
      case "leave" -> {
        room.people.remove(listener);
        listener.tell(frame("left", frame));
      }
      case "say" -> {
        if (flaw != Flaw.DEAF) {
          say(listener, client, room, frame);
        }
      }
      case "history" -> listener.tell(history(room, frame));
      default -> listener.tell(frame("pong", frame));
    }
  }

  private static JsonObject frame(String type, JsonObject question) {
    return new JsonObject().put("type", type).put("room", question.getString("room"));
  }

  private void join(Listener listener, String client, Room room, JsonObject frame) {
    int head = room.log.size();
    int after = frame.getInteger("after", Math.max(0, head - frame.getInteger("recent", 50)));
    listener.tell(
        frame("joined", frame)
            .put("epoch", EPOCH)
            .put("head", head)
            .put("first", after + 1)
            .put("complete", true));
    List.copyOf(room.log.subList(after, head)).forEach(listener::tell);
    room.people.put(listener, client);
  }

  private void say(Listener listener, String client, Room room, JsonObject frame) {
    boolean wrong = ++said % EVERY == 0;
    String key = client + " " + frame.getString("id");
    boolean known = room.seqs.containsKey(key) && flaw != Flaw.FORGETS_IDS;
    if (!known && !(wrong && flaw == Flaw.LOSES)) {
      log(room, key, client, frame, wrong);
    }
    if (known && flaw == Flaw.RELAYS_RESENDS) {
      JsonObject first = room.log.get(room.seqs.get(key) - 1);
      lateListener(room).tell(first.copy().put("text", frame.getString("text")));
    }
    if (hangUpEvery > 0 && said % hangUpEvery == 0) {
      room.people.remove(listener);
      listener.hangUp();
      return;
    }
    int seq = room.seqs.getOrDefault(key, room.log.size() + 1);
    JsonObject ack = frame("ack", frame).put("id", frame.getString("id"));
    listener.tell(ack.put("epoch", EPOCH).put("seq", seq).put("at", 1));
  }

  private void log(Room room, String key, String client, JsonObject frame, boolean wrong) {
    JsonObject message =
        frame("message", frame)
            .put("seq", room.log.size() + 1)
            .put("id", frame.getString("id"))
            .put("from", new JsonObject().put("id", client).put("nick", client))
            .put("text", frame.getString("text"))
            .put("at", 1);
    room.log.add(message);
    room.seqs.putIfAbsent(key, room.log.size());
    boolean first = true;
    for (Listener listener : List.copyOf(room.people.keySet())) {
      deliver(listener, message, wrong && first);
      first = false;
    }
  }

  private static Listener lateListener(Room room) {
    return room.people.keySet().iterator().next();
  }

  private void deliver(Listener listener, JsonObject message, boolean wrong) {
    if (wrong && flaw == Flaw.SKIPS) {
      return;
    }
    listener.tell(wrong && flaw == Flaw.LIES ? message.copy().put("text", "no") : message);
    if (wrong && flaw == Flaw.REPEATS) {
      listener.tell(message);
    }
  }

  /** As whoever waits for more is told it, each time. */
  List<JsonObject> polled(Room room, int after) {
    List<JsonObject> messages = new ArrayList<>();
    for (JsonObject message : room.log.subList(after, room.log.size())) {
      boolean wrong = message.getInteger("seq") % EVERY == 0;
      if (wrong && flaw == Flaw.LIES) {
        messages.add(message.copy().put("text", "no"));
      } else if (!wrong || flaw != Flaw.SKIPS) {
        messages.add(message);
      }
      if (wrong && flaw == Flaw.REPEATS) {
        messages.add(message);
      }
    }
    return messages;
  }

  private JsonObject history(Room room, JsonObject frame) {
    int to = Math.min(room.log.size(), frame.getInteger("before") - 1);
    int from = Math.max(0, to - frame.getInteger("limit"));
    JsonArray messages = new JsonArray(new ArrayList<Object>(room.log.subList(from, to)));
    if (flaw == Flaw.REWRITES && to > 0) {
      messages.set(0, room.log.get(from).copy().put("text", "no"));
    }
    return frame("history", frame).put("messages", messages).put("first", 1).put("more", from > 0);
  }
}
