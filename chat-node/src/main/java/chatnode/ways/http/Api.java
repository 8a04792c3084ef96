package chatnode.ways.http;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.PostReader;
import chatnode.protocol.TextRule;
import chatnode.room.Rooms;
import chatnode.ways.Clients;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/** The paths below {@code /api/} of one loop. What goes wrong in one is answered as a problem. */
public final class Api {
  private final Listing listing;
  private final Reading reading;
  private final Posting posting;
  private final Searching searching;

  private final Events events;

  /** On the loop of {@code rooms}. {@code rule} is for texts, {@code most} for bytes of a body. */
  public Api(Rooms rooms, Clients clients, Door door, Events events, TextRule rule, int most) {
    this.listing = new Listing(rooms);
    this.reading = new Reading(rooms, new Waiting(rooms, clients, door));
    this.posting = new Posting(rooms, new PostReader(rule), most);
    this.searching = new Searching(rooms);
    this.events = events;
  }

  public void mount(Router router) {
    on(router, "/api/rooms", get(listing::rooms));
    on(router, "/api/rooms/:room/people", get(listing::people));
    on(router, "/api/rooms/:room/messages", get(reading), post(posting));
    on(router, "/api/rooms/:room/events", get(events::ofRoom));
    on(router, "/api/events", get(events::ofRooms));
    on(router, "/api/search", get(searching));
    on(router, "/api/openapi.yaml", get(new Description()));
    router.route("/api/*").handler(Trouble::nothingThere).failureHandler(Trouble::failed);
  }

  private record Action(HttpMethod method, Handler<RoutingContext> handler) {}

  private static Action get(Handler<RoutingContext> handler) {
    return new Action(HttpMethod.GET, handler);
  }

  private static Action post(Handler<RoutingContext> handler) {
    return new Action(HttpMethod.POST, handler);
  }

  /** HEAD is GET without what is answered; other methods hear which there are. */
  private static void on(Router router, String path, Action... actions) {
    List<String> known = new ArrayList<>();
    for (Action each : actions) {
      route(router, path, each.method, each.handler);
      known.add(each.method.name());
      if (each.method == HttpMethod.GET) {
        route(router, path, HttpMethod.HEAD, each.handler);
        known.add(HttpMethod.HEAD.name());
      }
    }
    String allowed = String.join(", ", known);
    Problem other = Problem.of(405, ErrorCode.BAD_FRAME, "this path answers " + allowed);
    router
        .route(path)
        .handler(
            context -> {
              context.response().putHeader("Allow", allowed);
              other.answer(context.response());
            });
  }

  private static void route(
      Router router, String path, HttpMethod method, Handler<RoutingContext> handler) {
    router
        .route(method, path)
        .handler(context -> Trouble.guard(context.request(), () -> handler.handle(context)))
        .failureHandler(Trouble::failed);
  }
}
