package chatnode.ways.http;

import chatnode.protocol.PostReader;
import chatnode.protocol.TextRule;
import chatnode.room.Rooms;
import chatnode.room.Visitor;
import chatnode.ways.Clients;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The paths below {@code /api/} of one loop. What goes wrong in one is answered as a problem. */
public final class Api {
  /** What is done for who asks. */
  @FunctionalInterface
  interface Asked {
    void answer(Visitor visitor, RoutingContext context);
  }

  private final Callers callers;
  private final Listing listing;
  private final Reading reading;
  private final Posting posting;
  private final Searching searching;

  private final Events events;

  /** On the loop of {@code rooms}. {@code rule} is for texts, {@code most} for bytes of a body. */
  public Api(Rooms rooms, Clients clients, Door door, Events events, TextRule rule, int most) {
    this.callers = new Callers(rooms);
    this.listing = new Listing();
    this.reading = new Reading(new Waiting(clients, door));
    this.posting = new Posting(new PostReader(rule), most);
    this.searching = new Searching();
    this.events = events;
  }

  public void mount(Router router) {
    Action.mount(router, "/api/rooms", get(listing::rooms));
    Action.mount(router, "/api/rooms/:room/people", get(listing::people));
    Action.mount(router, "/api/rooms/:room/messages", get(reading::answer), post(posting::answer));
    Action.mount(router, "/api/rooms/:room/events", get(events::ofRoom));
    Action.mount(router, "/api/events", get(events::ofRooms));
    Action.mount(router, "/api/search", get(searching::answer));
    Action.mount(router, "/api/tickets", post(new Ticketing()::answer));
    Action.mount(
        router, "/api/openapi.yaml", new Action(HttpMethod.GET, new Description()::answer));
    router.route("/api/*").handler(Trouble::nothingThere).failureHandler(Trouble::failed);
  }

  private Action get(Asked asked) {
    return new Action(HttpMethod.GET, context -> answer(context, asked));
  }

  private Action post(Asked asked) {
    return new Action(HttpMethod.POST, context -> answer(context, asked));
  }

  /** While it is not known who asks, what he sends waits. */
  private void answer(RoutingContext context, Asked asked) {
    HttpServerRequest request = context.request();
    Future<Visitor> caller = callers.of(context);
    boolean waits = !caller.isComplete();
    if (waits) {
      request.pause();
    }
    caller.onComplete(
        known -> {
          Trouble.guard(request, () -> asked.answer(visitor(known), context));
          if (waits) {
            request.resume();
          }
        });
  }

  private static Visitor visitor(AsyncResult<Visitor> known) {
    if (known.failed() && known.cause() instanceof RuntimeException why) {
      throw why;
    }
    return known.result();
  }
}
