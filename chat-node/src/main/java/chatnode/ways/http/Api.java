package chatnode.ways.http;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.PostReader;
import chatnode.protocol.TextRule;
import chatnode.room.Rooms;
import chatnode.room.Visitor;
import chatnode.ways.Clients;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

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
    on(router, "/api/rooms", get(listing::rooms));
    on(router, "/api/rooms/:room/people", get(listing::people));
    on(router, "/api/rooms/:room/messages", get(reading::answer), post(posting::answer));
    on(router, "/api/rooms/:room/events", get(events::ofRoom));
    on(router, "/api/events", get(events::ofRooms));
    on(router, "/api/search", get(searching::answer));
    on(router, "/api/tickets", post(new Ticketing()::answer));
    on(router, "/api/openapi.yaml", new Action(HttpMethod.GET, new Description()::answer));
    router.route("/api/*").handler(Trouble::nothingThere).failureHandler(Trouble::failed);
  }

  private record Action(HttpMethod method, Handler<RoutingContext> answer) {}

  private Action get(Asked asked) {
    return new Action(HttpMethod.GET, context -> answer(context, asked));
  }

  private Action post(Asked asked) {
    return new Action(HttpMethod.POST, context -> answer(context, asked));
  }

  /** HEAD is GET without what is answered; other methods hear which there are. */
  private void on(Router router, String path, Action... actions) {
    List<String> known = new ArrayList<>();
    for (Action each : actions) {
      route(router, path, each.method, each.answer);
      known.add(each.method.name());
      if (each.method == HttpMethod.GET) {
        route(router, path, HttpMethod.HEAD, each.answer);
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

  private void route(
      Router router, String path, HttpMethod method, Handler<RoutingContext> answer) {
    router
        .route(method, path)
        .handler(context -> Trouble.guard(context.request(), () -> answer.handle(context)))
        .failureHandler(Trouble::failed);
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
