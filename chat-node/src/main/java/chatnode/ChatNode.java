package chatnode;

import chatnode.admin.AdminServer;
import chatnode.admin.Sampler;
import chatnode.bus.LoopId;
import chatnode.bus.MemberNews;
import chatnode.bus.PresenceBus;
import chatnode.bus.RollCall;
import chatnode.bus.RoomBus;
import chatnode.clock.LoopClock;
import chatnode.cluster.Cluster;
import chatnode.count.LoopCounts;
import chatnode.log.RoomLog;
import chatnode.log.grid.GridRoomLog;
import chatnode.log.local.LocalRoomLog;
import chatnode.presence.Presence;
import chatnode.presence.PresenceVerticle;
import chatnode.room.Identity;
import chatnode.room.Rooms;
import chatnode.web.ChatVerticle;
import chatnode.web.Doorman;
import chatnode.web.Health;
import chatnode.web.WebSettings;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ServerSSLOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Logger;

/** A running node: a Vert.x, clustered or alone, the log, and a verticle per event loop. */
final class ChatNode {
  private static final Logger LOG = Logger.getLogger(ChatNode.class.getName());
  static final int NAME_LENGTH = 4;

  /** Of a room: where it lives, and one more. */
  private static final int COPIES = 2;

  private static final int START_MS = 5000;

  /** The cluster has dropped a silent member by then. */
  private static final int MORE_PATIENCE_MS = 2000;

  private final NodeConfig config;
  private final Wiring wiring;
  private final Vertx vertx;
  private final Cluster cluster;
  private final String nodeId;
  private final RoomLog log;
  private final byte[] identityKey;
  private final PresenceBus presenceBus;
  private final Presence presence;
  private final RollCall rollCall;
  private final Readiness readiness;
  private final List<ChatVerticle> verticles = new ArrayList<>();
  private final Departure departure;
  private AdminServer admin;
  private volatile boolean serving;

  private ChatNode(
      NodeConfig config, Vertx vertx, Cluster cluster, RoomLog log, byte[] identityKey) {
    this.config = config;
    this.wiring = new Wiring(config);
    this.vertx = vertx;
    vertx.exceptionHandler(new Uncaught());
    this.cluster = cluster;
    this.nodeId = cluster == null ? UUID.randomUUID().toString() : cluster.nodeId();
    this.log = log;
    this.identityKey = identityKey;
    this.presenceBus = new PresenceBus(vertx);
    this.presence =
        new Presence(nodeId, new LoopClock(vertx), presenceBus::publish, wiring.presence());
    this.rollCall =
        cluster == null
            ? null
            : new RollCall(
                vertx,
                nodeId,
                cluster::members,
                config.membership().heartbeatTimeout().toMillis() + MORE_PATIENCE_MS);
    this.departure = new Departure(vertx, verticles, cluster, rollCall);
    this.readiness = cluster == null ? null : new Readiness(cluster, rollCall);
  }

  /** Completes when the node serves; after a failure nothing of it is left running. */
  static Future<ChatNode> start(NodeConfig config) {
    return (config.membership().standalone() ? alone(config) : clustered(config))
        .compose(node -> node.serve().recover(failure -> node.abandon(failure)));
  }

  private static Future<ChatNode> alone(NodeConfig config) {
    Wiring wiring = new Wiring(config);
    RoomLog log =
        new LocalRoomLog(
            wiring.retention(), wiring.memory(1), config.kept().idle(), System::currentTimeMillis);
    Vertx vertx = Vertx.vertx(wiring.vertx());
    return Future.succeededFuture(new ChatNode(config, vertx, null, log, Identity.freshKey()));
  }

  private static Future<ChatNode> clustered(NodeConfig config) {
    Wiring wiring = new Wiring(config);
    return Cluster.join(
            wiring.cluster(),
            wiring.vertx(),
            member ->
                GridRoomLog.configure(
                    member,
                    config.membership().minNodes(),
                    wiring.retention(),
                    wiring.memory(COPIES)))
        .compose(
            cluster ->
                cluster
                    .vertx()
                    .executeBlocking(
                        () ->
                            new ChatNode(
                                config,
                                cluster.vertx(),
                                cluster,
                                new GridRoomLog(
                                    cluster.hazelcast(), config.kept().idle(), cluster::side),
                                cluster.key(Identity.freshKey()))));
  }

  private Future<ChatNode> serve() {
    if (cluster != null) {
      warnOfOpenPorts();
      cluster.listen(new Members());
    }
    List<Future<?>> deployed = new ArrayList<>();
    NodeStatus status = new NodeStatus(nodeId, this::health, verticles, cluster, rollCall);
    Sampler sampler = new Sampler(status);
    admin = new AdminServer(wiring.management(), status, sampler);
    if (rollCall != null) {
      deployed.add(rollCall.start(sampler::stats));
      readiness.start();
    }
    Doorman doorman = wiring.doorman();
    WebSettings web = wiring.web();
    deployed.add(vertx.deployVerticle((Deployable) new PresenceVerticle(presence, presenceBus)));
    for (int loop = 0; loop < config.running().loops(); loop++) {
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
              wiring.certificate().ifPresent(each -> each.watch(vertx, this::renew));
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
    return new Rooms(
        new LoopClock(vertx),
        id,
        log,
        new RoomBus(vertx),
        wiring.room(name()),
        new Identity(identityKey),
        counts,
        presence);
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

  private void warnOfOpenPorts() {
    if (!cluster.isOnLoopback()) {
      LOG.warning(
          "the cluster's ports on "
              + config.addresses().host()
              + " ask for no password and encrypt nothing: keep them on a private network");
    }
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
    if (members < config.membership().minNodes()) {
      reasons.add(members + " of at least " + config.membership().minNodes() + " nodes are here");
    }
    if (readiness != null) {
      reasons.addAll(readiness.reasons());
    }
    return new Health(
        name(), members, reasons, readiness == null ? List.of() : readiness.warnings());
  }

  /** Not ready any more from now on, and gone in a while. */
  Future<Void> stop() {
    serving = false;
    return departure.begin(config.running().drainDelay(), config.running().drain());
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
      MemberNews.announceLeft(vertx, node);
    }

    @Override
    public void merged() {
      LOG.info("this part of the cluster has merged with the other");
      MemberNews.announceMerged(vertx);
    }
  }
}
