package chatnode.ways.http;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.Refusal;
import chatnode.protocol.Token;
import chatnode.room.Rooms;
import chatnode.room.Visitor;
import chatnode.who.NotLetIn;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Who makes a request: asked once for each, before anything is answered. A token comes in a header
 * (RFC 6750) and nowhere else, as addresses are written down on their way; a ticket, which is worth
 * nothing after that, may stand in the address of a GET.
 */
final class Callers {
  private static final String BEARER = "Bearer";
  private static final String TICKET = "ticket";

  private final Rooms rooms;

  Callers(Rooms rooms) {
    this.rooms = rooms;
  }

  /** Completes on the loop, mostly at once. */
  Future<Visitor> of(RoutingContext context) {
    HttpServerRequest request = context.request();
    try {
      String token = token(request);
      String ticket = ticket(context);
      if (token != null && ticket != null) {
        throw new Refusal(ErrorCode.BAD_FIELD, "ticket: there is a token already");
      }
      if (token != null) {
        return rooms.who().signedIn(new Token(token), null).map(rooms::visit);
      }
      return Future.succeededFuture(
          rooms.visit(ticket == null ? rooms.who().nobody() : rooms.who().bearer(ticket)));
    } catch (NotLetIn | Refusal why) {
      return Future.failedFuture(why);
    }
  }

  /** Whether the request says who makes it. */
  static boolean saysWho(HttpServerRequest request) {
    return token(request) != null || request.query() != null && request.query().contains(TICKET);
  }

  /** Null where there is none; what a proxy asks for, as Basic, is not ours. */
  private static String token(HttpServerRequest request) {
    List<String> all =
        request.headers().getAll("Authorization").stream().filter(Callers::isBearer).toList();
    if (all.size() > 1) {
      throw new NotLetIn("one token is enough");
    }
    return all.isEmpty() ? null : all.get(0).substring(BEARER.length()).strip();
  }

  private static boolean isBearer(String credentials) {
    return credentials.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && (credentials.length() == BEARER.length() || credentials.charAt(BEARER.length()) == ' ');
  }

  private static String ticket(RoutingContext context) {
    HttpMethod method = context.request().method();
    boolean isRead = method == HttpMethod.GET || method == HttpMethod.HEAD;
    return isRead ? Query.of(context).text(TICKET) : null;
  }
}
