package chatnode.ways.http;

import chatnode.log.Budget;
import chatnode.protocol.Draft;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.MessageId;
import chatnode.protocol.Post;
import chatnode.protocol.PostReader;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import chatnode.protocol.ServerFrame;
import chatnode.room.Outcome;
import chatnode.room.Rooms;
import chatnode.room.Visitor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Says something in a room without being there. Only JSON is taken: a page elsewhere cannot send
 * that without having asked (the Fetch standard's preflight).
 */
final class Posting {
  private static final Pattern JSON =
      Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*(utf-8|\"utf-8\")\\s*)?");

  /** So many of the largest bodies may be on their way at once. */
  private static final int LARGEST = 128;

  private final PostReader reader;
  private final int most;
  private final Budget held;

  /** {@code most}: bytes of a body. */
  Posting(PostReader reader, int most) {
    this.reader = reader;
    this.most = most;
    this.held = new Budget((long) LARGEST * most);
  }

  void answer(Visitor visitor, RoutingContext context) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = request.response();
    RoomName room = Query.room(context);
    if (!isJson(request)) {
      Problem.of(415, ErrorCode.BAD_FRAME, "a message is application/json, in UTF-8")
          .answer(response);
      return;
    }
    String key = request.getHeader("Idempotency-Key");
    Body.read(
        request,
        most,
        held,
        body -> Trouble.guard(request, () -> say(visitor, room, reader.read(body), key, response)),
        problem -> problem.answer(response));
  }

  private static boolean isJson(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    return type != null && JSON.matcher(type.strip().toLowerCase(Locale.ROOT)).matches();
  }

  private static void say(
      Visitor caller, RoomName room, Post post, String key, HttpServerResponse response) {
    Visitor visitor = caller.principal().isSignedIn() ? caller : guest(caller, post);
    Draft draft = Draft.text(visitor.person(), id(post, key).value(), post.text(), post.re());
    visitor.say(room, draft, post.again(), new Reply(response));
  }

  private static Visitor guest(Visitor caller, Post post) {
    Rooms rooms = caller.rooms();
    return rooms.visit(rooms.who().guest(post.nick(), post.secret()));
  }

  private static MessageId id(Post post, String key) {
    if (key == null) {
      return post.id() == null ? new MessageId(UUID.randomUUID().toString()) : post.id();
    }
    MessageId same = new MessageId(unquoted(key));
    if (post.id() != null && !post.id().equals(same)) {
      throw new Refusal(ErrorCode.BAD_FIELD, "id: Idempotency-Key names another");
    }
    return same;
  }

  /** The header is a string in quotes by its draft standard, and bare by custom. */
  private static String unquoted(String key) {
    boolean isQuoted = key.length() > 1 && key.startsWith("\"") && key.endsWith("\"");
    return isQuoted ? key.substring(1, key.length() - 1) : key;
  }

  /** Tells the client what became of it, if it is still there. */
  private record Reply(HttpServerResponse response) implements Outcome {
    @Override
    public void kept(ServerFrame.Ack ack, boolean known) {
      if (response.ended() || response.closed()) {
        return;
      }
      JsonObject place =
          new JsonObject()
              .put("id", ack.id())
              .put("epoch", ack.epoch())
              .put("seq", ack.seq())
              .put("at", ack.at());
      response
          .setStatusCode(known ? 200 : 201)
          .putHeader("Content-Type", "application/json; charset=utf-8")
          .putHeader("Cache-Control", "no-cache")
          .putHeader("X-Content-Type-Options", "nosniff")
          .end(place.toBuffer());
    }

    @Override
    public void refused(ServerFrame.Error error) {
      Problem.of(error).answer(response);
    }
  }
}
