package chatnode.ways.http;

import chatnode.room.Visitor;
import chatnode.ways.Clients;
import chatnode.ways.Doorman;
import io.vertx.ext.web.RoutingContext;

/** Lets in who wants to wait for messages: who waits takes a place, like a socket. */
final class Waiting {
  private final Clients clients;
  private final Door door;

  Waiting(Clients clients, Door door) {
    this.clients = clients;
    this.door = door;
  }

  void begin(Visitor visitor, RoutingContext context, Wanted wanted) {
    Clients.Place place;
    try {
      place = clients.enterForAWhile(door.address(context.request()));
    } catch (Doorman.Refused refused) {
      Problem.of(refused).answer(context.response());
      return;
    }
    door.mayTake(context.request(), wanted.patience());
    LongPoll poll = new LongPoll(visitor, context, wanted, place);
    place.take(poll);
    poll.begin(wanted);
    place.taken();
  }
}
