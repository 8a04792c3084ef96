package chatnode.web;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/** {@code /health/live} and {@code /health/ready}, on the main and the management port. */
public final class HealthRoutes {

  public static void mount(Router router, Supplier<Health> health) {
    router
        .get("/health/live")
        .handler(context -> answer(context, health.get().isAlive(), new JsonObject()));
    router
        .get("/health/ready")
        .handler(
            context -> {
              Health now = health.get();
              answer(context, now.isReady(), now.toJson());
            });
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
