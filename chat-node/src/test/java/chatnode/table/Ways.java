package chatnode.table;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Tries a deed by each way in: true when it may be done, false when it is refused as it should. */
final class Ways {
  private static final Set<String> REFUSED = Set.of("forbidden", "not_joined");

  /** By each way, what can be tried there, and what one has to be allowed for it. */
  static final Map<String, Map<String, Set<String>>> DEEDS =
      Map.of(
          "json", joined(),
          "sockjs", joined(),
          "stomp", Map.of("read", Set.of("read"), "say", Set.of("say")),
          "plain", Map.of("read", Set.of("read"), "say", Set.of("read", "say")),
          "http",
              Map.of(
                  "see", Set.of("see"),
                  "list", Set.of("see"),
                  "read", Set.of("read"),
                  "say", Set.of("say"),
                  "search", Set.of("search"),
                  "search everywhere", Set.of("search")),
          "sse", Map.of("read", Set.of("read"), "read of several", Set.of("read")),
          "poll", Map.of("read", Set.of("read"), "wait", Set.of("read")));

  /** Whoever does more than look has joined the room before. */
  private static Map<String, Set<String>> joined() {
    return Map.of(
        "see", Set.of("see"),
        "read", Set.of("read"),
        "say", Set.of("read", "say"),
        "edit", Set.of("read", "edit"),
        "search", Set.of("read", "search"),
        "moderate", Set.of("read", "moderate"));
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;

  Ways(int port) {
    this.port = port;
  }

  /** {@code token} is null for a guest. */
  boolean may(String way, String deed, String room, String token) throws Exception {
    return switch (way) {
      case "json" -> frames(deed, room, token, false);
      case "sockjs" -> frames(deed, room, token, true);
      case "stomp" -> stomp(deed, room, token);
      case "plain" -> plain(deed, room, token);
      case "http" -> http(deed, room, token);
      case "sse" -> events(deed, room, token);
      default -> poll(deed, room, token);
    };
  }

  // ---- chat.v1.json, over a WebSocket of its own or in SockJS

  private boolean frames(String deed, String room, String token, boolean isSockJs) {
    String path = isSockJs ? "/sockjs/000/" + UUID.randomUUID() + "/websocket" : "/chat";
    try (Wire wire =
        new Wire(client, "ws://127.0.0.1:" + port + path, isSockJs ? null : "chat.v1.json")) {
      JsonObject hello = new JsonObject().put("type", "hello").put("nick", "tester");
      say(wire, token == null ? hello : hello.put("token", token), isSockJs);
      String self = hear(wire, "welcome", isSockJs).getString("id");
      if (deed.equals("see")) {
        say(wire, new JsonObject().put("type", "rooms").put("limit", 200), isSockJs);
        return hear(wire, "rooms", isSockJs).getJsonArray("rooms").stream()
            .anyMatch(each -> ((JsonObject) each).getString("room").equals(room));
      }
      say(wire, frame("join", room), isSockJs);
      JsonObject joined = hear(wire, "joined", isSockJs);
      if (deed.equals("read")) {
        return isAllowed(joined);
      }
      say(wire, done(deed, room, self), isSockJs);
      return isAllowed(hear(wire, deed.equals("search") ? "found" : "ack", isSockJs));
    }
  }

  private static JsonObject frame(String type, String room) {
    return new JsonObject().put("type", type).put("room", room);
  }

  private static JsonObject done(String deed, String room, String self) {
    JsonObject frame = frame(deed, room);
    return switch (deed) {
      case "say" -> frame.put("id", UUID.randomUUID().toString()).put("text", "by a socket");
      case "edit" ->
          frame
              .put("id", UUID.randomUUID().toString())
              .put("text", "otherwise")
              .put("of", new JsonObject().put("from", self).put("id", "x"));
      case "search" -> frame.put("text", "said");
      default -> frame("kick", room).put("person", "somebody");
    };
  }

  private static boolean isAllowed(JsonObject answer) {
    return !REFUSED.contains(answer.getString("code", "none"));
  }

  private static void say(Wire wire, JsonObject frame, boolean isSockJs) {
    wire.say(isSockJs ? new JsonArray().add(frame.encode()).encode() : frame.encode());
  }

  /** The frame of this type, or one that says why there is none. */
  private static JsonObject hear(Wire wire, String type, boolean isSockJs) {
    JsonObject[] found = new JsonObject[1];
    String last =
        wire.hear(
            text -> {
              for (String line : lines(text, isSockJs)) {
                JsonObject frame = new JsonObject(line);
                String is = frame.getString("type");
                if (is.equals(type)
                    || is.equals("error")
                    || type.equals("ack") && is.equals("done")) {
                  found[0] = frame;
                  return true;
                }
              }
              return false;
            });
    if (found[0] == null) {
      throw new AssertionError(last);
    }
    return found[0];
  }

  private static java.util.List<String> lines(String text, boolean isSockJs) {
    if (!isSockJs) {
      return text.startsWith(Wire.CLOSED) ? java.util.List.of() : text.lines().toList();
    }
    return text.startsWith("a")
        ? new JsonArray(text.substring(1))
            .stream().map(String.class::cast).flatMap(String::lines).toList()
        : java.util.List.of();
  }

  // ---- STOMP

  private boolean stomp(String deed, String room, String token) {
    try (Wire wire = new Wire(client, "ws://127.0.0.1:" + port + "/stomp", "v12.stomp")) {
      wire.say(
          "CONNECT\naccept-version:1.2\nhost:x\nlogin:tester\n"
              + (token == null ? "" : "passcode:" + token + "\n")
              + "\n\0");
      if (!wire.hear(text -> text.startsWith("CONNECTED")).startsWith("CONNECTED")) {
        throw new AssertionError("not connected");
      }
      String frame =
          deed.equals("read")
              ? "SUBSCRIBE\nid:1\ndestination:/room/" + room + "\nreceipt:r\n\n\0"
              : "SEND\ndestination:/room/" + room + "\nreceipt:r\n\nby stomp\0";
      wire.say(frame);
      String answer = wire.hear(text -> text.startsWith("RECEIPT") || text.startsWith("ERROR"));
      if (answer.startsWith("ERROR") && !answer.contains("code:forbidden")) {
        throw new AssertionError(answer);
      }
      return answer.startsWith("RECEIPT");
    }
  }

  // ---- no protocol

  private boolean plain(String deed, String room, String token) throws Exception {
    String query = "?recent=1&nick=tester&room=" + room;
    String ticket = token == null ? "" : "&ticket=" + ticket(token);
    try (Wire wire = new Wire(client, "ws://127.0.0.1:" + port + "/chat" + query + ticket, null)) {
      String text = "by nothing";
      String heard = wire.hear(each -> true); // what was said before
      if (deed.equals("say") && !heard.startsWith(Wire.CLOSED)) {
        wire.say(text);
        heard = wire.hear(text::equals);
      }
      if (heard.startsWith(Wire.CLOSED) && !heard.startsWith(Wire.CLOSED + "4003 ")) {
        throw new AssertionError(heard);
      }
      return !heard.startsWith(Wire.CLOSED);
    }
  }

  // ---- HTTP

  HttpResponse<InputStream> ask(String path, String token, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (body != null) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  static String text(HttpResponse<InputStream> answer) throws IOException {
    try (InputStream in = answer.body()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private boolean isOk(String path, String token, String body) throws Exception {
    HttpResponse<InputStream> answer = ask(path, token, body);
    String text = text(answer);
    boolean isRefused = answer.statusCode() == 403 && text.contains("\"code\":\"forbidden\"");
    if (answer.statusCode() >= 300 && !isRefused) {
      throw new AssertionError(answer.statusCode() + text);
    }
    return !isRefused;
  }

  private boolean http(String deed, String room, String token) throws Exception {
    String path = "/api/rooms/" + room;
    return switch (deed) {
      case "see" -> isOk(path + "/people", token, null);
      case "list" -> text(ask("/api/rooms?limit=200", token, null)).contains("\"" + room + "\"");
      case "read" -> isOk(path + "/messages", token, null);
      case "say" -> isOk(path + "/messages", token, "{\"text\":\"by http\"}");
      case "search" -> isOk("/api/search?q=said&room=" + room, token, null);
      default -> text(ask("/api/search?limit=50&q=" + room, token, null)).contains(room);
    };
  }

  private boolean poll(String deed, String room, String token) throws Exception {
    String after = deed.equals("wait") ? "?after=0&wait=20" : "?after=0";
    return isOk("/api/rooms/" + room + "/messages" + after, token, null);
  }

  String ticket(String token) throws Exception {
    HttpResponse<InputStream> answer = ask("/api/tickets", token, "");
    return new JsonObject(text(answer)).getString("ticket");
  }

  private boolean events(String deed, String room, String token) throws Exception {
    String ticket =
        token == null ? "" : "&ticket=" + URLEncoder.encode(ticket(token), StandardCharsets.UTF_8);
    String path =
        deed.equals("read")
            ? "/api/rooms/" + room + "/events?recent=1"
            : "/api/events?recent=1&room=" + room;
    HttpResponse<InputStream> answer = ask(path + ticket, null, null);
    if (answer.statusCode() == 200) {
      answer.body().close();
      return true;
    }
    if (answer.statusCode() != 403) {
      throw new AssertionError(answer.statusCode() + text(answer));
    }
    return false;
  }
}
