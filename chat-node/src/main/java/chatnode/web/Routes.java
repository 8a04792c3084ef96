package chatnode.web;

import chatnode.count.LoopCounts;
import chatnode.health.Health;
import chatnode.protocol.ErrorCode;
import chatnode.ways.http.Api;
import chatnode.ways.http.Problem;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import java.util.List;
import java.util.function.Supplier;

/** The paths of the main port: the page, its health, the API, the upgrades and SockJS. */
final class Routes {
  /** Where no sub-protocol means STOMP. */
  static final String STOMP = "/stomp";

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ";

  /** Where the build puts the page's libraries, whichever folder the page itself comes from. */
  private static final Shelf LIBRARIES = PackedShelf.of("webroot");

  private final Origins origins;
  private final Handshake handshake;
  private final ApiDoor door;
  private final Api api;
  private final SockJsDoor sockJs;
  private final Handler<RoutingContext> accept;
  private final Supplier<Health> health;
  private final LoopCounts counts;

  Routes(
      Origins origins,
      Handshake handshake,
      ApiDoor door,
      Api api,
      SockJsDoor sockJs,
      Handler<RoutingContext> accept,
      Supplier<Health> health,
      LoopCounts counts) {
    this.origins = origins;
    this.handshake = handshake;
    this.door = door;
    this.api = api;
    this.sockJs = sockJs;
    this.accept = accept;
    this.health = health;
    this.counts = counts;
  }

  Router router(Vertx vertx, Shelf page, SockJSHandlerOptions sockJsOptions) {
    Router router = Router.router(vertx).errorHandler(400, Routes::undecodable);
    Endpoints.get(router, "/chat", this::chat);
    Endpoints.get(router, STOMP, this::chat);
    Endpoints.get(router, "/embed.json", this::embedders);
    router.get("/").handler(this::upgrade);
    sockJs.mount(router, sockJsOptions, this::upgrade);
    HealthRoutes.mountPublic(router, health);
    router.route("/api/*").handler(door);
    api.mount(router);
    router.route().handler(this::secure);
    router.route("/lib/*").handler(new FileRoute("/", LIBRARIES));
    router.route().handler(new FileRoute("/", page));
    Endpoints.close(router);
    return router;
  }

  /** A path whose '%' encode nothing cannot be compared with those of the routes. */
  private static void undecodable(RoutingContext context) {
    String sentence = "the address has a '%' that encodes nothing";
    if (context.request().path().startsWith("/api/")) {
      Problem.of(400, ErrorCode.BAD_FIELD, sentence).answer(context.response());
    } else {
      Endpoints.answer(context, 400, sentence);
    }
  }

  private void chat(RoutingContext context) {
    if (Handshake.isUpgrade(context.request())) {
      upgrade(context);
    } else {
      context.response().putHeader("Upgrade", "websocket").putHeader("Connection", "Upgrade");
      Endpoints.answer(context, 426, "this path is for WebSocket");
    }
  }

  private void upgrade(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!Handshake.isUpgrade(request)) {
      context.next();
      return;
    }
    Refused refused = handshake.check(request);
    if (refused != null) {
      counts.refused(refused.status());
      if (refused.status() == 426) {
        context
            .response()
            .putHeader("Sec-WebSocket-Version", "13")
            .putHeader("Upgrade", "websocket")
            .putHeader("Connection", "Upgrade");
      }
      Endpoints.answer(context, refused.status(), refused.sentence());
    } else {
      accept.handle(context);
    }
  }

  /** The page takes a token from these, and from nobody else. */
  private void embedders(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Cache-Control", "no-cache")
        .end(new JsonArray(origins.embedders()).encode());
  }

  private void secure(RoutingContext context) {
    String host = context.request().getHeader("Host");
    List<String> embedders = origins.embedders();
    String framers = embedders.isEmpty() ? "'none'" : String.join(" ", embedders);
    HttpServerResponse response = context.response();
    if (embedders.isEmpty()) {
      response.putHeader("X-Frame-Options", "DENY"); // which can name no others
    }
    response
        .putHeader(
            "Content-Security-Policy",
            POLICY + framers + "; connect-src " + origins.reachedFrom(host))
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin");
    context.next();
  }
}
