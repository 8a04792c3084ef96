package chatnode.ways.http;

import chatnode.protocol.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/** What one method of a path does. What goes wrong in it is answered as a problem. */
public record Action(HttpMethod method, Handler<RoutingContext> answer) {

  /** HEAD is GET without what is answered; other methods hear which there are. */
  public static void mount(Router router, String path, Action... actions) {
    List<String> known = new ArrayList<>();
    for (Action each : actions) {
      each.route(router, path, each.method);
      known.add(each.method.name());
      if (each.method == HttpMethod.GET) {
        each.route(router, path, HttpMethod.HEAD);
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

  private void route(Router router, String path, HttpMethod as) {
    router
        .route(as, path)
        .handler(context -> Trouble.guard(context.request(), () -> answer.handle(context)))
        .failureHandler(Trouble::failed);
  }
}
