package chatbench;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Turns requests into the frames of {@link FakeServer}, and writes streams in odd portions. */
final class FakeHttp implements Handler<HttpServerRequest> {
  private static final int PORTION = 37;

  private final FakeServer server;
  private final Map<String, Xhr> sessions = new HashMap<>();

  FakeHttp(FakeServer server) {
    this.server = server;
  }

  @Override
  public void handle(HttpServerRequest request) {
    String[] path = request.path().split("/");
    boolean isPost = request.method() == HttpMethod.POST;
    if (request.path().startsWith("/sockjs/")) {
      request
          .body()
          .onSuccess(
              body ->
                  sessions
                      .computeIfAbsent(path[3], key -> new Xhr())
                      .handle(path[4], body, request.response()));
    } else if (request.path().endsWith("/events")) {
      listen(request, path);
    } else if (!request.path().endsWith("/messages")) {
      request.response().end();
    } else if (isPost) {
      request.body().onSuccess(body -> say(request, path[3], body.toJsonObject()));
    } else if (request.getParam("before") != null) {
      page(request, path[3]);
    } else {
      poll(request, path[3]);
    }
  }

  private void listen(HttpServerRequest request, String[] path) {
    String client = FakeServer.id(request.getHeader("Chat-Client"));
    HttpServerResponse response = request.response().setChunked(true);
    Stream stream = new Stream(response);
    response.closeHandler(v -> server.leave(stream));
    response.putHeader("Content-Type", "text/event-stream").write("retry: 1000\n\n");
    server.answer(stream, client, new JsonObject().put("type", "hello"));
    List<String> rooms = path.length > 3 ? List.of(path[3]) : request.params().getAll("room");
    for (String room : rooms) {
      String[] place = room.split(":");
      JsonObject join = new JsonObject().put("type", "join").put("room", place[0]);
      server.answer(
          stream, client, place.length > 1 ? join.put("after", Integer.valueOf(place[2])) : join);
    }
  }

  private void page(HttpServerRequest request, String room) {
    JsonObject frame =
        new JsonObject()
            .put("type", "history")
            .put("room", room)
            .put("before", Integer.valueOf(request.getParam("before")))
            .put("limit", Integer.valueOf(request.getParam("limit")));
    server.answer(new Once(request, 200), "", frame);
  }

  private void say(HttpServerRequest request, String room, JsonObject body) {
    String client = FakeServer.id(body.getString("client"));
    server.answer(new Once(request, 201), client, body.put("type", "say").put("room", room));
  }

  private void poll(HttpServerRequest request, String name) {
    FakeServer.Room room = server.room(name);
    int head = room.log.size();
    if (request.getParam("after") == null) {
      int newest = Math.max(0, head - Integer.parseInt(request.getParam("limit")));
      answer(request, room, newest, room.log.subList(newest, head));
      return;
    }
    int after = Integer.parseInt(request.getParam("after"));
    if (head > after || request.getParam("wait") == null) {
      answer(request, room, after, server.polled(room, after));
    } else {
      Poll poll = new Poll(request, room, after);
      room.people.put(poll, "");
      request.response().closeHandler(v -> room.people.remove(poll));
    }
  }

  private static void answer(
      HttpServerRequest request, FakeServer.Room room, int after, List<JsonObject> told) {
    JsonArray messages = new JsonArray();
    told.forEach(message -> messages.add(message.copy().put("epoch", FakeServer.EPOCH)));
    request
        .response()
        .end(
            new JsonObject()
                .put("epoch", FakeServer.EPOCH)
                .put("head", room.log.size())
                .put("first", after + 1)
                .put("complete", true)
                .put("messages", messages)
                .toBuffer());
  }

  private static final class Stream implements FakeServer.Listener {
    private final HttpServerResponse response;

    Stream(HttpServerResponse response) {
      this.response = response;
    }

    @Override
    public void tell(JsonObject frame) {
      Buffer bytes = Buffer.buffer(": beat\r\nid: 1\r\ndata: " + frame.encode() + "\r\n\r\n");
      for (int from = 0; from < bytes.length() && !response.closed(); from += PORTION) {
        response.write(bytes.getBuffer(from, Math.min(bytes.length(), from + PORTION)));
      }
    }

    @Override
    public void hangUp() {
      response.end();
    }
  }

  /** Whatever it is told is the answer. */
  private record Once(HttpServerRequest request, int status) implements FakeServer.Listener {
    @Override
    public void tell(JsonObject frame) {
      request.response().setStatusCode(status).end(frame.toBuffer());
    }

    @Override
    public void hangUp() {
      request.connection().close();
    }
  }

  /** Waits to be told anything. */
  private final class Poll implements FakeServer.Listener {
    private final HttpServerRequest request;
    private final FakeServer.Room room;
    private final int after;

    Poll(HttpServerRequest request, FakeServer.Room room, int after) {
      this.request = request;
      this.room = room;
      this.after = after;
    }

    @Override
    public void tell(JsonObject frame) {
      if (room.people.remove(this) != null) {
        answer(request, room, after, server.polled(room, after));
      }
    }

    @Override
    public void hangUp() {
      request.connection().close();
    }
  }

  /** A session of SockJS without WebSocket. */
  private final class Xhr implements FakeServer.Listener {
    private final Queue<String> waiting = new ArrayDeque<>(List.of("o"));
    private HttpServerResponse response;
    private String client;
    private boolean closed;

    void handle(String what, Buffer body, HttpServerResponse answer) {
      if (what.equals("xhr")) {
        response = answer;
        answer.closeHandler(v -> leave(answer));
        flush();
        return;
      }
      answer.setStatusCode(204).end();
      for (Object text : new JsonArray(body)) {
        List<JsonObject> frames = new ArrayList<>();
        ((String) text).lines().map(JsonObject::new).forEach(frames::add);
        for (JsonObject frame : frames) {
          client = frame.containsKey("client") ? FakeServer.id(frame.getString("client")) : client;
          if (!closed) {
            server.answer(this, client, frame);
          }
        }
      }
    }

    private void leave(HttpServerResponse left) {
      if (response == left) {
        server.leave(this);
      }
    }

    private void flush() {
      if (response != null && !waiting.isEmpty()) {
        HttpServerResponse ready = response;
        response = null;
        ready.end(waiting.remove() + "\n");
      }
    }

    @Override
    public void tell(JsonObject frame) {
      waiting.add("a" + new JsonArray().add(frame.encode()).encode());
      flush();
    }

    @Override
    public void hangUp() {
      closed = true;
      waiting.add("c[1012,\"restarting\"]");
      server.leave(this);
      flush();
    }
  }
}
