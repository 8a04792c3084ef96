package chatnode.ways.http;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.Refusal;
import chatnode.room.Rooms;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** The paths below {@code /api/} of one loop. What goes wrong in one is answered as a problem. */
public final class Api {
  private static final Logger LOG = Logger.getLogger(Api.class.getName());
  private static final int LISTED = 50;
  private static final int MOST_LISTED = 200;

  private final Rooms rooms;

  /** On the loop of {@code rooms}. */
  public Api(Rooms rooms) {
    this.rooms = rooms;
  }

  public void mount(Router router) {
    on(router, "/api/rooms", this::rooms, HttpMethod.GET);
    on(router, "/api/rooms/:room/people", this::people, HttpMethod.GET);
    router
        .route("/api/*")
        .handler(
            context ->
                Problem.of(404, ErrorCode.NOT_FOUND, "there is nothing here").answer(context))
        .failureHandler(Api::failed);
  }

  /** HEAD is GET without what is answered; other methods hear which there are. */
  private static void on(
      Router router, String path, Handler<RoutingContext> handler, HttpMethod... methods) {
    List<HttpMethod> known = Arrays.asList(methods);
    Route route = router.route(path);
    known.forEach(route::method);
    if (known.contains(HttpMethod.GET)) {
      route.method(HttpMethod.HEAD);
    }
    route.handler(context -> guarded(context, handler)).failureHandler(Api::failed);
    String allowed = known.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
    router
        .route(path)
        .handler(
            context -> {
              context.response().putHeader("Allow", allowed);
              Problem.of(405, ErrorCode.BAD_FRAME, "this path answers " + allowed).answer(context);
            });
  }

  private static void guarded(RoutingContext context, Handler<RoutingContext> handler) {
    try {
      handler.handle(context);
    } catch (Refusal refusal) {
      Problem.of(refusal).answer(context);
    }
  }

  private static void failed(RoutingContext context) {
    int status = context.statusCode();
    if (status >= 400 && status < 500) {
      Problem.of(status, ErrorCode.BAD_FRAME, "this request cannot be read").answer(context);
      return;
    }
    String what = context.request().method() + " " + context.request().path();
    LOG.log(Level.SEVERE, "a fault of this node in " + what, context.failure());
    Problem.of(500, ErrorCode.INTERNAL, "something went wrong here: try again").answer(context);
  }

  static void answer(RoutingContext context, JsonObject body) {
    context
        .response()
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .putHeader("Cache-Control", "no-cache")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(body.toBuffer());
  }

  private void rooms(RoutingContext context) {
    int limit = Query.of(context).count("limit", LISTED, 1, MOST_LISTED);
    var busiest = rooms.busiest(limit);
    rooms
        .heads(busiest.stream().map(each -> each.room()).toList())
        .onSuccess(
            heads -> {
              JsonArray list = new JsonArray();
              busiest.forEach(
                  each -> {
                    JsonObject room =
                        new JsonObject().put("name", each.room()).put("people", each.count());
                    var head = heads.get(each.room());
                    if (head != null) {
                      room.put("epoch", head.epoch()).put("head", head.seq());
                    }
                    list.add(room);
                  });
              answer(context, new JsonObject().put("rooms", list));
            })
        .onFailure(failure -> Problem.of(Rooms.unreadable(null)).answer(context));
  }

  private void people(RoutingContext context) {
    var people = rooms.people(Query.room(context));
    JsonArray list = new JsonArray();
    people
        .joined()
        .forEach(each -> list.add(new JsonObject().put("id", each.id()).put("nick", each.nick())));
    answer(
        context,
        new JsonObject()
            .put("room", people.room())
            .put("people", list)
            .put("count", people.count()));
  }
}
