package chatnode.web;

import chatnode.count.LoopCounts;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The paths of the main port: the page, its health, and the upgrades. */
final class Routes {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src"
          + " 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
          + " 'none'";

  /** Where the build puts the page's libraries, whichever folder the page itself comes from. */
  private static final String LIBRARIES = "webroot/lib";

  private final Handshake handshake;
  private final Handler<RoutingContext> accept;
  private final Supplier<Health> health;
  private final LoopCounts counts;

  Routes(
      Handshake handshake,
      Handler<RoutingContext> accept,
      Supplier<Health> health,
      LoopCounts counts) {
    this.handshake = handshake;
    this.accept = accept;
    this.health = health;
    this.counts = counts;
  }

  Router router(Vertx vertx, String webroot) {
    Router router = Router.router(vertx);
    router.get("/chat").handler(this::upgrade);
    router.get("/").handler(this::upgrade);
    router.get("/chat").handler(context -> answer(context, 426, "this path is for WebSocket"));
    HealthRoutes.mount(router, health);
    router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).handler(Routes::secure);
    router
        .route("/lib/*")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(files(StaticHandler.create(LIBRARIES)));
    router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).handler(files(page(webroot)));
    router.route().handler(context -> answer(context, 404, "there is nothing here"));
    router.route().failureHandler(Routes::failed);
    return router;
  }

  /**
   * A folder given by the operator, else {@code webroot}: on disk where there is one, else from the
   * jar.
   */
  private static StaticHandler page(String webroot) {
    return Path.of(webroot).isAbsolute()
        ? StaticHandler.create(FileSystemAccess.ROOT, webroot)
        : StaticHandler.create(webroot);
  }

  private static StaticHandler files(StaticHandler handler) {
    return handler
        .setFilesReadOnly(false)
        .setMaxAgeSeconds(0) // asked for each time, sent only when changed
        .setIncludeHidden(false)
        .setDirectoryListing(false);
  }

  private void upgrade(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!Handshake.isUpgrade(request)) {
      context.next();
      return;
    }
    Handshake.Refused refused = handshake.check(request);
    if (refused != null) {
      counts.refused(refused.status());
      if (refused.status() == 426) {
        context.response().putHeader("Sec-WebSocket-Version", "13");
      }
      answer(context, refused.status(), refused.sentence());
    } else {
      accept.handle(context);
    }
  }

  private static void secure(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin");
    context.next();
  }

  private static void failed(RoutingContext context) {
    int status = context.statusCode() >= 400 ? context.statusCode() : 500;
    answer(context, status, status < 500 ? "this request cannot be read" : "internal error");
  }

  static void answer(RoutingContext context, int status, String sentence) {
    if (status == 426) {
      context.response().putHeader("Upgrade", "websocket").putHeader("Connection", "Upgrade");
    }
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(sentence + "\n");
  }
}
