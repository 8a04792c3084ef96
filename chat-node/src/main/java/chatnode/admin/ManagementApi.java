package chatnode.admin;

import chatnode.protocol.Refusal;
import chatnode.ways.http.Action;
import chatnode.ways.http.Problem;
import chatnode.ways.http.Trouble;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** The paths below {@code /api/} of the management port. What goes wrong in one is a problem. */
final class ManagementApi {
  private static final int BODY = 64 * 1024;

  /** What is done for who asks, and what he is answered. */
  @FunctionalInterface
  interface Asked {
    Future<JsonObject> answer(RoutingContext context);
  }

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
    Action.mount(router, "/api/cluster", get(cluster));
    Action.mount(router, "/api/history", get(history));
    Action.mount(router, "/api/people", get(people::list));
    Action.mount(router, "/api/people/:person", action(HttpMethod.DELETE, people::close));
    Action.mount(router, "/api/close", post(people::closeSome));
    Action.mount(router, "/api/bans", get(bans::list), post(bans::ban));
    Action.mount(router, "/api/bans/:number", action(HttpMethod.DELETE, bans::lift));
    Action.mount(router, "/api/audit", get(acts::audit));
    Action.mount(router, "/api/notices", post(acts::notice));
    Action.mount(
        router,
        "/api/rooms/:room/messages",
        get(messages::list),
        action(HttpMethod.DELETE, messages::delete));
    Action.mount(router, "/api/log-level", get(levels::list), action(HttpMethod.PUT, levels::set));
    router.route("/api/*").handler(Trouble::nothingThere).failureHandler(Trouble::failed);
  }

  private Action get(Asked asked) {
    return action(HttpMethod.GET, asked);
  }

  private Action post(Asked asked) {
    return action(HttpMethod.POST, asked);
  }

  private Action action(HttpMethod method, Asked asked) {
    return new Action(
        method,
        context ->
            asked
                .answer(context)
                .onSuccess(body -> answer(context, body))
                .onFailure(failure -> failed(context, failure)));
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
