package chatnode.ways.http;

import chatnode.room.Visitor;
import chatnode.who.NotLetIn;
import chatnode.who.Ticket;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Gives who shows a token what stands for it once, in an address. */
final class Ticketing {

  void answer(Visitor visitor, RoutingContext context) {
    if (!visitor.principal().isSignedIn()) {
      throw new NotLetIn("a ticket is for who is signed in");
    }
    Ticket ticket = visitor.rooms().who().ticket(visitor.principal());
    JsonObject body = new JsonObject().put("ticket", ticket.text()).put("expires", ticket.until());
    context
        .response()
        .setStatusCode(201)
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(body.toBuffer());
  }
}
