package chatnode.admin;

import chatnode.web.Endpoints;
import chatnode.web.FileRoute;
import chatnode.web.HealthRoutes;
import chatnode.web.PackedShelf;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Logger;

/** The management port: what is shown there and done, and the samples that it shows. */
public final class AdminServer extends VerticleBase {
  static final String TOO_SLOW = "4008";
  private static final Logger LOG = Logger.getLogger(AdminServer.class.getName());
  private static final int SAMPLE_MS = 2000;
  private static final int IDLE_SECONDS = 60;
  private static final int MAX_PORT = 65_535;

  /**
   * Where to listen: port 0 is none, -1 the {@code usual} one or, when it is taken, any. Without a
   * file with a token nobody is asked who he is.
   */
  public record Address(String host, int port, int usual, Optional<Path> tokenFile) {}

  private final Address address;
  private final NodeView node;
  private final Hands hands;
  private final Sampler sampler;
  private final FileRoute page = new FileRoute("/admin/", PackedShelf.of("admin"));
  private final History history = new History();
  private NodeMetrics metrics;
  private Router router;
  private HttpServer server;

  public AdminServer(Address address, NodeView node, Hands hands, Sampler sampler) {
    this.address = address;
    this.node = node;
    this.hands = hands;
    this.sampler = sampler;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(1, SAMPLE_MS, t -> sample());
    if (address.port == 0) {
      return Future.succeededFuture(); // what is sampled still goes to the other nodes
    }
    metrics = new NodeMetrics(node);
    router = router();
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
        Endpoints.options().setIdleTimeout(IDLE_SECONDS).setCompressionSupported(true);
    return vertx
        .createHttpServer(options)
        .invalidRequestHandler(Endpoints::invalid)
        .requestHandler(router)
        .listen(port, address.host);
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
              sampler.peers().forEach((id, stats) -> history.add(id, stats, now));
              history.forget(now);
            });
  }

  private Router router() {
    Router router = Router.router(vertx);
    router.route().handler(new Guard(address.host, address.tokenFile.isEmpty())::check);
    address.tokenFile.ifPresent(file -> mountLogin(router, file));
    HealthRoutes.mount(router, node::health);
    Endpoints.get(router, "/metrics", this::metrics);
    new ManagementApi(node, hands)
        .mount(
            router,
            context -> Future.succeededFuture(cluster()),
            context -> Future.succeededFuture(history.toJson()));
    Endpoints.get(router, "/", context -> context.redirect("/admin/"));
    Endpoints.get(router, "/admin", AdminServer::withSlash);
    router.route("/admin/*").handler(page);
    Endpoints.close(router);
    return router;
  }

  /** Before everything that it is asked for. */
  private void mountLogin(Router router, Path file) {
    Logins logins = new Logins();
    AdminToken token = AdminToken.of(vertx, file, logins::endAll);
    new Login(token, logins, page, node.health().node()).mount(router);
  }

  private JsonObject cluster() {
    return ClusterStatus.of(node, sampler.stats(), sampler.peers())
        .put("login", address.tokenFile.isPresent());
  }

  private static void withSlash(RoutingContext context) {
    if (context.request().path().endsWith("/")) {
      context.next();
    } else {
      context.redirect("/admin/");
    }
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
}
