package chatnode;

import chatnode.admin.AdminServer;
import chatnode.admin.Sampler;
import chatnode.bus.Introduction;
import chatnode.bus.LoopId;
import chatnode.bus.RoomBus;
import chatnode.cluster.Alone;
import chatnode.cluster.Clustered;
import chatnode.cluster.Company;
import chatnode.count.LoopCounts;
import chatnode.log.GroupCommit;
import chatnode.log.Retention;
import chatnode.log.RoomLog;
import chatnode.log.grid.GridRoomLog;
import chatnode.log.local.LocalRoomLog;
import chatnode.room.Rooms;
import chatnode.room.Settings;
import chatnode.ways.ws.SocketSettings;
import chatnode.web.ChatVerticle;
import chatnode.web.Doorman;
import chatnode.web.Health;
import chatnode.web.Hosts;
import chatnode.web.Proxies;
import chatnode.web.WebSettings;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A running node: its company, the log, and a verticle per event loop. */
final class ChatNode {
  private static final int START_MS = 5000;
  private static final int ADMIN_ABOVE = 1000;

  private final NodeConfig config;
  private final Vertx vertx;
  private final Company company;
  private final RoomLog log;
  private final List<ChatVerticle> verticles = new ArrayList<>();
  private final NodeStatus status;
  private final Departure departure;
  private AdminServer admin;

  private ChatNode(NodeConfig config, Company company, RoomLog log) {
    this.config = config;
    this.vertx = company.vertx();
    vertx.exceptionHandler(new Uncaught());
    this.company = company;
    this.log = log;
    this.status = new NodeStatus(company, verticles, config.minNodes);
    this.departure = new Departure(company, verticles);
  }

  /** Completes when the node serves; after a failure nothing of it is left running. */
  static Future<ChatNode> start(NodeConfig config) {
    return (config.standalone ? alone(config) : clustered(config))
        .compose(node -> node.serve().recover(failure -> node.abandon(failure)));
  }

  private static Future<ChatNode> alone(NodeConfig config) {
    Company company = new Alone(Vertx.vertx(options(config)));
    return Future.succeededFuture(
        new ChatNode(config, company, new LocalRoomLog(retention(config))));
  }

  private static Future<ChatNode> clustered(NodeConfig config) {
    return Clustered.join(
            config.cluster(),
            options(config),
            member -> GridRoomLog.configure(member, config.minNodes))
        .compose(
            company ->
                company
                    .vertx()
                    .executeBlocking(
                        () ->
                            new GridRoomLog(company.hazelcast(), retention(config), company::side))
                    .map(log -> new ChatNode(config, company, log)));
  }

  private static VertxOptions options(NodeConfig config) {
    return new VertxOptions().setEventLoopPoolSize(config.loops).setPreferNativeTransport(true);
  }

  private static Retention retention(NodeConfig config) {
    return new Retention(config.history, config.historyBytes);
  }

  private Future<ChatNode> serve() {
    Sampler sampler = new Sampler(status);
    admin = new AdminServer(management(), status, sampler);
    List<Future<?>> begun = new ArrayList<>();
    begun.add(company.meet(new Introduction(this::urls, sampler::told), new Members(vertx)));
    Doorman doorman = new Doorman(config.sockets, config.socketsPerAddress, config.connectionRate);
    WebSettings web = web();
    for (int loop = 0; loop < config.loops; loop++) {
      LoopId id = new LoopId(company.nodeId(), loop);
      LoopCounts counts = new LoopCounts();
      ChatVerticle verticle =
          new ChatVerticle(web, status::health, counts, doorman, v -> rooms(v, id, counts));
      verticles.add(verticle);
      begun.add(vertx.deployVerticle((Deployable) verticle));
    }
    return Future.all(begun)
        .compose(all -> vertx.deployVerticle((Deployable) admin))
        .map(
            all -> {
              status.serves(true);
              if (config.certificate() != null) {
                config.certificate().watch(vertx, this::renew);
              }
              return this;
            });
  }

  private Future<?> renew(ServerSSLOptions certificate) {
    return Future.all(verticles.stream().map(verticle -> verticle.renew(certificate)).toList());
  }

  /** True when nothing is missing any more, false when that takes too long. */
  Future<Boolean> awaitReady() {
    return company.awaitReady(START_MS);
  }

  private Rooms rooms(Vertx vertx, LoopId id, LoopCounts counts) {
    return new Rooms(vertx, id, log, new RoomBus(vertx), room(), counts);
  }

  private Future<ChatNode> abandon(Throwable failure) {
    vertx.close(); // not waited for: the loops that could tell us are what is being closed
    return Future.failedFuture(failure);
  }

  /** Where clients reach this node without a balancer, if that is known. */
  private List<String> urls() {
    return status.isServing() ? PublicUrls.of(config, verticles.get(0).port()) : List.of();
  }

  private WebSettings web() {
    return new WebSettings(
        address(),
        config.origins,
        new Hosts(config.hosts, config.origins, config.host),
        new Proxies(config.trustedProxies),
        config.proxyProtocol,
        config.certificate(),
        config.webroot,
        config.text,
        config.requestTimeout.toMillis(),
        new SocketSettings(
            config.frame,
            config.rate,
            config.burst,
            config.unread,
            config.helloTimeout.toMillis(),
            config.heartbeat.toMillis()));
  }

  /** By default a fixed distance above the main port, when that one is fixed too. */
  private AdminServer.Address management() {
    int usual = config.port == 0 ? 0 : config.port + ADMIN_ABOVE;
    return new AdminServer.Address(config.adminHost, config.adminPort, usual);
  }

  /** With port 0 one free port for all loops, shared among them. */
  private SocketAddress address() {
    return config.port == 0
        ? SocketAddress.sharedRandomPort(1, config.host)
        : SocketAddress.inetSocketAddress(config.port, config.host);
  }

  private Settings room() {
    return new Settings(
        name(),
        config.heartbeat.toMillis(),
        config.text,
        config.frame,
        config.rooms,
        config.people,
        config.rate,
        config.history,
        64 * 1024,
        config.unread,
        config.gap.toMillis(),
        1000,
        200,
        config.roomIdle.toMillis(),
        new GroupCommit.Limits(
            256, 256 * 1024, config.pending, 8 << 20, config.appendDeadline.toMillis()));
  }

  String name() {
    return status.name();
  }

  int port() {
    return verticles.get(0).port();
  }

  /** 0 for none. */
  int adminPort() {
    return admin.port();
  }

  int members() {
    return company.members().size();
  }

  Health health() {
    return status.health();
  }

  /** Not ready any more from now on, and gone in a while. */
  Future<Void> stop() {
    status.serves(false);
    return departure.begin(config.drainDelay, config.drain);
  }

  boolean isLeaving() {
    return departure.isLeaving();
  }

  /** Gone as soon as may be. */
  void hurry() {
    departure.hurry();
  }
}
