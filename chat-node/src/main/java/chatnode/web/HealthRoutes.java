package chatnode.web;

import chatnode.health.Health;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;

/** {@code /health/live} and {@code /health/ready}, on the main and the management port. */
public final class HealthRoutes {

  /** For anyone. */
  static void mountPublic(Router router, Supplier<Health> health) {
    mount(router, health, true);
  }

  /** For operators, who are told where the nodes look for one another. */
  public static void mount(Router router, Supplier<Health> health) {
    mount(router, health, false);
  }

  private static void mount(Router router, Supplier<Health> health, boolean isPublic) {
    Endpoints.get(
        router,
        "/health/live",
        context -> answer(context, health.get().isAlive(), new JsonObject()));
    Endpoints.get(
        router,
        "/health/ready",
        context -> {
          Health now = health.get();
          answer(
              context,
              now.isReady(),
              isPublic
                  ? json(now, now.publicReasons(), now.publicWarnings())
                  : json(now, now.reasons(), now.warnings()));
        });
  }

  private static JsonObject json(Health health, List<String> reasons, List<String> warnings) {
    return new JsonObject()
        .put("node", health.node())
        .put("members", health.members())
        .put("reasons", new JsonArray(reasons))
        .put("warnings", new JsonArray(warnings));
  }

  private static void answer(RoutingContext context, boolean up, JsonObject body) {
    context
        .response()
        .setStatusCode(up ? 200 : 503)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(body.put("status", up ? "up" : "down").toBuffer());
  }

  private HealthRoutes() {}
}
