package chatnode.admin;

import chatnode.web.HealthRoutes;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.Locale;
import java.util.Set;
import java.util.logging.Logger;

/** The management port and what is shown there. It has no password: it belongs on loopback. */
public final class AdminServer extends VerticleBase {
  static final String TOO_SLOW = "4008";
  private static final Logger LOG = Logger.getLogger(AdminServer.class.getName());
  private static final int SAMPLE_MS = 2000;
  private static final int IDLE_SECONDS = 60;
  private static final int MAX_PORT = 65_535;
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Where to listen: port 0 is none, -1 the {@code usual} one or, when it is taken, any. */
  public record Address(String host, int port, int usual) {}

  private final Address address;
  private final NodeView node;
  private final Sampler sampler;
  private final History history = new History();
  private NodeMetrics metrics;
  private HttpServer server;

  public AdminServer(Address address, NodeView node, Sampler sampler) {
    this.address = address;
    this.node = node;
    this.sampler = sampler;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(1, SAMPLE_MS, t -> sample());
    if (address.port == 0) {
      return Future.succeededFuture(); // what is sampled still goes to the other nodes
    }
    metrics = new NodeMetrics(node);
    return listen()
        .recover(
            failure ->
                Future.failedFuture(
                    String.format(
                        Locale.ROOT,
                        "--admin-port: %d on %s cannot be listened on (%s). Choose another, or 0"
                            + " for none.",
                        address.port,
                        address.host,
                        failure.getMessage())))
        .onSuccess(listening -> server = listening);
  }

  private Future<HttpServer> listen() {
    if (address.port > 0) {
      return listen(address.port);
    }
    if (address.usual <= 0 || address.usual > MAX_PORT) {
      return listen(0);
    }
    return listen(address.usual)
        .recover(
            taken -> {
              LOG.warning("management port " + address.usual + " is taken: using another");
              return listen(0);
            });
  }

  private Future<HttpServer> listen(int port) {
    HttpServerOptions options =
        new HttpServerOptions().setIdleTimeout(IDLE_SECONDS).setCompressionSupported(true);
    return vertx.createHttpServer(options).requestHandler(router()).listen(port, address.host);
  }

  @Override
  public Future<?> stop() {
    if (metrics != null) {
      metrics.close();
    }
    return Future.succeededFuture();
  }

  /** The port that is really listened on, 0 for none. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }

  private void sample() {
    sampler
        .sample()
        .onSuccess(
            v -> {
              long now = System.currentTimeMillis();
              history.add(node.id(), sampler.stats(), now);
              node.peers().forEach((id, stats) -> history.add(id, stats, now));
              history.forget(now);
            });
  }

  private Router router() {
    Router router = Router.router(vertx);
    router.route().handler(this::guard);
    HealthRoutes.mount(router, node::health);
    router.get("/metrics").handler(this::metrics);
    router
        .get("/api/cluster")
        .handler(context -> json(context, ClusterStatus.of(node, sampler.stats())));
    router.get("/api/history").handler(context -> json(context, history.toJson()));
    router.get("/").handler(context -> context.redirect("/admin/"));
    router
        .get("/admin")
        .handler(
            context -> {
              if (context.request().path().endsWith("/")) {
                context.next();
              } else {
                context.redirect("/admin/");
              }
            });
    router.get("/admin/*").handler(StaticHandler.create("admin").setMaxAgeSeconds(0));
    return router;
  }

  /** A page elsewhere must not read this one by giving its own name this address. */
  private void guard(RoutingContext context) {
    String host = context.request().authority() == null ? "" : context.request().authority().host();
    boolean isKnown = Set.of("localhost", address.host).contains(host);
    if (!isKnown && !host.matches("[0-9.]+|\\[?[0-9a-fA-F:.]+]?")) {
      context.response().setStatusCode(403).end("ask by address: see --admin-host\n");
      return;
    }
    context
        .response()
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer");
    context.next();
  }

  private void metrics(RoutingContext context) {
    node.loops(false)
        .map(Sample::of)
        .compose(sample -> vertx.executeBlocking(() -> metrics.scrape(sample)))
        .onSuccess(
            text ->
                context
                    .response()
                    .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(text))
        .onFailure(context::fail);
  }

  private static void json(RoutingContext context, JsonObject body) {
    context
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(body.toBuffer());
  }
}
