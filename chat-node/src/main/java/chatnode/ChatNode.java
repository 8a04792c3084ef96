package chatnode;

import chatnode.admin.AdminServer;
import chatnode.admin.Sampler;
import chatnode.bus.LoopId;
import chatnode.bus.RollCall;
import chatnode.bus.RoomBus;
import chatnode.cluster.Cluster;
import chatnode.count.LoopCounts;
import chatnode.health.Health;
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
import chatnode.web.Hosts;
import chatnode.web.OpenFiles;
import chatnode.web.Proxies;
import chatnode.web.Shelf;
import chatnode.web.WebSettings;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Logger;

/** A running node: a Vert.x, clustered or alone, the log, and a verticle per event loop. */
final class ChatNode {
  private static final Logger LOG = Logger.getLogger(ChatNode.class.getName());
  static final int NAME_LENGTH = 4;
  private static final int START_MS = 5000;
  private static final int ADMIN_ABOVE = 1000;

  /** What is served comes from memory or its own folder: no temporary directory is needed. */
  private static final FileSystemOptions NO_CACHE =
      new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);

  /** The cluster has dropped a silent member by then. */
  private static final int MORE_PATIENCE_MS = 2000;

  private final NodeConfig config;
  private final Vertx vertx;
  private final Cluster cluster;
  private final String nodeId;
  private final RoomLog log;
  private final RollCall rollCall;
  private final Readiness readiness;
  private final List<ChatVerticle> verticles = new ArrayList<>();
  private final Departure departure;
  private AdminServer admin;
  private volatile boolean serving;

  private ChatNode(NodeConfig config, Vertx vertx, Cluster cluster, RoomLog log) {
    this.config = config;
    this.vertx = vertx;
    vertx.exceptionHandler(new Uncaught());
    this.cluster = cluster;
    this.nodeId = cluster == null ? UUID.randomUUID().toString() : cluster.nodeId();
    this.log = log;
    this.rollCall =
        cluster == null
            ? null
            : new RollCall(
                vertx,
                nodeId,
                cluster::members,
                config.heartbeatTimeout.toMillis() + MORE_PATIENCE_MS);
    this.departure = new Departure(vertx, verticles, cluster, rollCall);
    this.readiness = cluster == null ? null : new Readiness(cluster, rollCall);
  }

  /** Completes when the node serves; after a failure nothing of it is left running. */
  static Future<ChatNode> start(NodeConfig config) {
    if (config.certificate() != null) {
      try {
        config.certificate().check();
      } catch (CertificateException e) {
        return Future.failedFuture(e);
      }
    }
    return (config.standalone ? alone(config) : clustered(config))
        .compose(node -> node.serve().recover(failure -> node.abandon(failure)));
  }

  private static Future<ChatNode> alone(NodeConfig config) {
    Vertx vertx = Vertx.vertx(options(config));
    return Future.succeededFuture(
        new ChatNode(config, vertx, null, new LocalRoomLog(retention(config))));
  }

  private static Future<ChatNode> clustered(NodeConfig config) {
    return Cluster.join(
            config.cluster(),
            options(config),
            member -> GridRoomLog.configure(member, config.minNodes))
        .compose(
            cluster ->
                cluster
                    .vertx()
                    .executeBlocking(
                        () ->
                            new GridRoomLog(cluster.hazelcast(), retention(config), cluster::side))
                    .map(log -> new ChatNode(config, cluster.vertx(), cluster, log)));
  }

  private static VertxOptions options(NodeConfig config) {
    return new VertxOptions()
        .setEventLoopPoolSize(config.loops)
        .setPreferNativeTransport(true)
        .setFileSystemOptions(NO_CACHE);
  }

  private static Retention retention(NodeConfig config) {
    return new Retention(config.history, config.historyBytes);
  }

  private Future<ChatNode> serve() {
    if (cluster != null) {
      warnOfOpenPorts();
      cluster.listen(new Members());
    }
    List<Future<?>> deployed = new ArrayList<>();
    NodeStatus status = new NodeStatus(nodeId, this::health, verticles, cluster, rollCall);
    Sampler sampler = new Sampler(status);
    admin = new AdminServer(management(), status, sampler);
    if (rollCall != null) {
      deployed.add(rollCall.start(sampler::stats));
      readiness.start();
    }
    OpenFiles files = OpenFiles.ofProcess();
    Doorman doorman =
        new Doorman(files.atMost(config.sockets), config.socketsPerAddress, config.connectionRate);
    WebSettings web = web(files);
    for (int loop = 0; loop < config.loops; loop++) {
      LoopId id = new LoopId(nodeId, loop);
      LoopCounts counts = new LoopCounts();
      ChatVerticle verticle =
          new ChatVerticle(web, this::health, counts, doorman, v -> rooms(v, id, counts));
      verticles.add(verticle);
      deployed.add(vertx.deployVerticle((Deployable) verticle));
    }
    return Future.all(deployed)
        .compose(all -> vertx.deployVerticle((Deployable) admin))
        .map(
            all -> {
              serving = true;
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
    return readiness == null ? Future.succeededFuture(true) : readiness.await(START_MS);
  }

  private Rooms rooms(Vertx vertx, LoopId id, LoopCounts counts) {
    return new Rooms(vertx, id, log, new RoomBus(vertx), room(), counts);
  }

  /** For tests that harm the cluster. */
  Cluster cluster() {
    return cluster;
  }

  RollCall rollCall() {
    return rollCall;
  }

  private Future<ChatNode> abandon(Throwable failure) {
    vertx.close(); // not waited for: the loops that could tell us are what is being closed
    return Future.failedFuture(failure);
  }

  private WebSettings web(OpenFiles files) {
    return new WebSettings(
        address(),
        files,
        config.origins,
        Set::of,
        new Hosts(config.hosts, config.origins, config.host),
        new Proxies(config.trustedProxies),
        config.proxyProtocol,
        config.certificate(),
        Shelf.of(config.webroot),
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

  private void warnOfOpenPorts() {
    if (!cluster.isOnLoopback()) {
      LOG.warning(
          "the cluster's ports on "
              + config.clusterHost
              + " ask for no password and encrypt nothing: keep them on a private network");
    }
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

  /** Short enough to say aloud. */
  String name() {
    return nodeId.substring(0, NAME_LENGTH);
  }

  int port() {
    return verticles.get(0).port();
  }

  /** 0 for none. */
  int adminPort() {
    return admin.port();
  }

  int members() {
    return cluster == null ? 1 : cluster.members().size();
  }

  Health health() {
    List<String> reasons = new ArrayList<>();
    if (!serving) {
      reasons.add("the node is starting or stopping");
    }
    int members = members();
    if (members < config.minNodes) {
      reasons.add(members + " of at least " + config.minNodes + " nodes are here");
    }
    if (readiness != null) {
      reasons.addAll(readiness.reasons());
    }
    List<String> warnings = readiness == null ? List.of() : readiness.warnings();
    return new Health(
        name(),
        members,
        true,
        reasons.stream().map(Health.Remark::of).toList(),
        warnings.stream().map(Health.Remark::of).toList());
  }

  /** Not ready any more from now on, and gone in a while. */
  Future<Void> stop() {
    serving = false;
    return departure.begin(config.drainDelay, config.drain);
  }

  /** Gone as soon as may be. */
  void hurry() {
    departure.hurry();
  }

  /** Passes on to the loops what Hazelcast says. */
  private final class Members implements Cluster.Listener {
    @Override
    public void joined(String node, String address) {
      LOG.info(() -> "member " + node.substring(0, NAME_LENGTH) + " joined at " + address);
    }

    @Override
    public void left(String node, String address) {
      LOG.info(() -> "member " + node.substring(0, NAME_LENGTH) + " left from " + address);
      RoomBus.announceLeft(vertx, node);
    }

    @Override
    public void merged() {
      LOG.info("this part of the cluster has merged with the other");
      RoomBus.announceMerged(vertx);
    }
  }
}
