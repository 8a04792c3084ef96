package chatnode.admin;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.Refusal;
import chatnode.ways.http.Problem;
import chatnode.ways.http.Trouble;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;

/** The paths below {@code /api/} of the management port. What goes wrong in one is a problem. */
final class ManagementApi {
  private static final int BODY = 64 * 1024;

  /** What is done for who asks, and what he is answered. */
  @FunctionalInterface
  interface Asked {
    Future<JsonObject> answer(RoutingContext context);
  }

  private record Action(HttpMethod method, Asked asked) {}

  private final NodeView node;
  private final People people;
  private final Bans bans;
  private final Acts acts;
  private final Messages messages;
  private final LogLevels levels = new LogLevels();

  ManagementApi(NodeView node, Hands hands) {
    this.node = node;
    this.acts = new Acts(hands);
    this.people = new People(hands, acts);
    this.bans = new Bans(hands);
    this.messages = new Messages(hands, acts);
  }

  /** {@code cluster} and {@code history} are what the page draws. */
  void mount(Router router, Asked cluster, Asked history) {
    router
        .route("/api/*")
        .handler(BodyHandler.create(false).setBodyLimit(BODY))
        .failureHandler(Trouble::failed);
    on(router, "/api/cluster", get(cluster));
    on(router, "/api/history", get(history));
    on(router, "/api/people", get(people::list));
    on(router, "/api/people/:person", new Action(HttpMethod.DELETE, people::close));
    on(router, "/api/close", post(people::closeSome));
    on(router, "/api/bans", get(bans::list), post(bans::ban));
    on(router, "/api/bans/:number", new Action(HttpMethod.DELETE, bans::lift));
    on(router, "/api/audit", get(acts::audit));
    on(router, "/api/notices", post(acts::notice));
    on(
        router,
        "/api/rooms/:room/messages",
        get(messages::list),
        new Action(HttpMethod.DELETE, messages::delete));
    on(router, "/api/log-level", get(levels::list), new Action(HttpMethod.PUT, levels::set));
    router.route("/api/*").handler(Trouble::nothingThere).failureHandler(Trouble::failed);
  }

  private static Action get(Asked asked) {
    return new Action(HttpMethod.GET, asked);
  }

  private static Action post(Asked asked) {
    return new Action(HttpMethod.POST, asked);
  }

  /** HEAD is GET without what is answered; other methods hear which there are. */
  private void on(Router router, String path, Action... actions) {
    List<String> known = new ArrayList<>();
    for (Action each : actions) {
      route(router, path, each.method, each.asked);
      known.add(each.method.name());
      if (each.method == HttpMethod.GET) {
        route(router, path, HttpMethod.HEAD, each.asked);
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

  private void route(Router router, String path, HttpMethod method, Asked asked) {
    router
        .route(method, path)
        .handler(
            context ->
                Trouble.guard(
                    context.request(),
                    () ->
                        asked
                            .answer(context)
                            .onSuccess(body -> answer(context, body))
                            .onFailure(failure -> failed(context, failure))))
        .failureHandler(Trouble::failed);
  }

  private void answer(RoutingContext context, JsonObject body) {
    context
        .response()
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .end(body.put("node", node.health().node()).toBuffer());
  }

  /** What the cluster cannot do now may go later; what is ours is logged. */
  private static void failed(RoutingContext context, Throwable failure) {
    if (failure instanceof Refusal refusal) {
      Problem.of(refusal).answer(context.response());
    } else {
      context.fail(failure);
    }
  }
}
