package chatnode;

import chatnode.admin.AdminServer;
import chatnode.admin.Sampler;
import chatnode.bus.Introduction;
import chatnode.bus.LoopId;
import chatnode.bus.PresenceBus;
import chatnode.bus.RoomBus;
import chatnode.clock.LoopClock;
import chatnode.cluster.Alone;
import chatnode.cluster.Clustered;
import chatnode.cluster.Company;
import chatnode.count.LoopCounts;
import chatnode.health.Health;
import chatnode.log.Ledgers;
import chatnode.log.StoredRoomLog;
import chatnode.log.grid.GridLedgers;
import chatnode.log.local.LocalLedgers;
import chatnode.presence.Listening;
import chatnode.presence.Presence;
import chatnode.presence.PresenceVerticle;
import chatnode.room.Rooms;
import chatnode.store.Store;
import chatnode.store.StoreProblem;
import chatnode.ways.Doorman;
import chatnode.ways.sockjs.Correspondents;
import chatnode.web.Certificate;
import chatnode.web.ChatVerticle;
import chatnode.web.OpenFiles;
import chatnode.web.WebSettings;
import chatnode.who.Access;
import chatnode.who.GuestIds;
import chatnode.who.Mistaken;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ServerSSLOptions;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A running node: its company, the log, and a verticle per event loop. */
final class ChatNode {
  private static final int START_MS = 5000;

  private static final int LOOK_AGAIN_MS = 1000;

  /** Of a room: where it lives, and one more. */
  private static final int COPIES = 2;

  private final NodeConfig config;
  private final Wiring wiring;
  private final Vertx vertx;
  private final Company company;
  private final StoredRoomLog log;
  private final Access access;
  private final Presence presence;
  private final Listening listening;
  private final PresenceVerticle presences;
  private final List<ChatVerticle> verticles = new ArrayList<>();
  private final NodeStatus status;
  private final Departure departure;
  private AdminServer admin;

  private ChatNode(
      NodeConfig config,
      Company company,
      Ledgers ledgers,
      Store store,
      Access access,
      byte[] identityKey) {
    this.config = config;
    this.wiring = new Wiring(config);
    this.vertx = company.vertx();
    vertx.exceptionHandler(new Uncaught());
    this.company = company;
    this.log = wiring.log(ledgers, store);
    this.access = access;
    access.keyIs(identityKey);
    PresenceBus people = PresenceBus.ofPeople(vertx);
    this.presence =
        new Presence(company.nodeId(), new LoopClock(vertx), people::publish, wiring.presence());
    PresenceBus listeners = PresenceBus.ofListeners(vertx);
    this.listening =
        new Listening(
            company.nodeId(),
            new LoopClock(vertx),
            listeners::publish,
            wiring.presence(),
            company::members);
    this.presences = new PresenceVerticle(presence, people, listening, listeners);
    this.status = new NodeStatus(company, verticles, store, config.membership().minNodes());
    this.departure = new Departure(company, verticles, store);
  }

  /** Completes when the node serves; after a failure nothing of it is left running. */
  static Future<ChatNode> start(NodeConfig config) {
    Optional<Certificate> certificate = new Wiring(config).certificate();
    if (certificate.isPresent()) {
      try {
        certificate.get().check();
      } catch (CertificateException e) {
        return Future.failedFuture(e);
      }
    }
    Access access;
    Store store;
    byte[] key;
    try {
      access = Access.open(config.signingIn());
      store = new Wiring(config).store();
      key = store.identityKey(GuestIds.freshKey());
    } catch (Mistaken | StoreProblem e) {
      return Future.failedFuture(e);
    }
    return (config.membership().standalone()
            ? alone(config, store, access, key)
            : clustered(config, store, access, key))
        .compose(node -> node.serve().recover(failure -> node.abandon(failure)));
  }

  private static Future<ChatNode> alone(NodeConfig config, Store store, Access access, byte[] key) {
    Wiring wiring = new Wiring(config);
    Ledgers ledgers =
        new LocalLedgers(wiring.retention(), wiring.memory(1), System::currentTimeMillis);
    Company company =
        new Alone(Vertx.builder().with(wiring.vertx()).withTransport(wiring.transport()).build());
    return Future.succeededFuture(new ChatNode(config, company, ledgers, store, access, key));
  }

  private static Future<ChatNode> clustered(
      NodeConfig config, Store store, Access access, byte[] key) {
    Wiring wiring = new Wiring(config);
    return Clustered.join(
            wiring.cluster(),
            wiring.vertx(),
            wiring.transport(),
            member ->
                GridLedgers.configure(
                    member,
                    config.membership().minNodes(),
                    wiring.retention(),
                    wiring.memory(COPIES)))
        .compose(
            company ->
                company
                    .vertx()
                    .executeBlocking(
                        () ->
                            new ChatNode(
                                config,
                                company,
                                new GridLedgers(company.hazelcast(), company::side),
                                SharedStore.among(company, store),
                                access,
                                company.key(key))));
  }

  private Future<ChatNode> serve() {
    Sampler sampler = new Sampler(status);
    admin = new AdminServer(wiring.management(), status, new NodeHands(verticles), sampler);
    List<Future<?>> begun = new ArrayList<>();
    begun.add(company.meet(new Introduction(this::urls, sampler::told), new Members(vertx)));
    begun.add(vertx.deployVerticle((Deployable) presences));
    OpenFiles files = OpenFiles.ofProcess();
    Doorman doorman = wiring.doorman(files);
    Correspondents correspondents = new Correspondents();
    WebSettings web = wiring.web(files, company::origins);
    for (int loop = 0; loop < config.running().loops(); loop++) {
      LoopId id = new LoopId(company.nodeId(), loop);
      LoopCounts counts = new LoopCounts();
      ChatVerticle verticle =
          new ChatVerticle(
              web, status::health, counts, doorman, correspondents, v -> rooms(v, id, counts));
      verticles.add(verticle);
      begun.add(vertx.deployVerticle((Deployable) verticle));
    }
    return Future.all(begun)
        .compose(all -> vertx.deployVerticle((Deployable) admin))
        .map(
            all -> {
              listening.start();
              status.serves(true);
              wiring.certificate().ifPresent(each -> each.watch(vertx, this::renew));
              access.watch(vertx);
              return this;
            });
  }

  private Future<?> renew(ServerSSLOptions certificate) {
    return Future.all(verticles.stream().map(verticle -> verticle.renew(certificate)).toList());
  }

  /** True when nothing is missing any more, false when that takes too long. */
  Future<Boolean> awaitReady() {
    return company
        .awaitReady(START_MS)
        .compose(
            ready ->
                ready && status.lacksStore()
                    ? vertx.timer(LOOK_AGAIN_MS).map(false)
                    : Future.succeededFuture(ready));
  }

  private Rooms rooms(Vertx vertx, LoopId id, LoopCounts counts) {
    LoopClock clock = new LoopClock(vertx);
    return new Rooms(
        clock,
        id,
        log,
        new RoomBus(vertx, id.node(), listening, counts.bus()),
        wiring.room(name(), company::addresses),
        access.on(clock),
        counts,
        presence);
  }

  private Future<ChatNode> abandon(Throwable failure) {
    vertx.close(); // not waited for: the loops that could tell us are what is being closed
    return Future.failedFuture(failure);
  }

  /** Where clients reach this node without a balancer, if that is known. */
  private List<String> urls() {
    return status.isServing() ? PublicUrls.of(config, port()) : List.of();
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
    return departure.begin(config.running().drainDelay(), config.running().drain());
  }

  boolean isLeaving() {
    return departure.isLeaving();
  }

  /** Gone as soon as may be. */
  void hurry() {
    departure.hurry();
  }
}
