package chatnode;

import chatnode.admin.AdminServer;
import chatnode.cluster.ClusterSettings;
import chatnode.cluster.HostPort;
import chatnode.log.GroupCommit;
import chatnode.log.KeptMemory;
import chatnode.log.Ledgers;
import chatnode.log.Retention;
import chatnode.log.StoredRoomLog;
import chatnode.presence.Presence;
import chatnode.protocol.TextRule;
import chatnode.room.Settings;
import chatnode.store.Store;
import chatnode.store.StoreProblem;
import chatnode.store.Storing;
import chatnode.store.sql.Stores;
import chatnode.ways.ClientLimits;
import chatnode.ways.Doorman;
import chatnode.web.Certificate;
import chatnode.web.Entrance;
import chatnode.web.HostName;
import chatnode.web.Hosts;
import chatnode.web.Network;
import chatnode.web.OpenFiles;
import chatnode.web.Proxies;
import chatnode.web.PublicUrl;
import chatnode.web.Shelf;
import chatnode.web.Trust;
import chatnode.web.WebSettings;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the packages are given of the options: the one place where the two meet. */
record Wiring(NodeConfig config) {
  private static final int ADMIN_ABOVE = 1000;

  /** Of a room on one loop, that are written at once and that wait; messages and bytes. */
  private static final GroupCommit.Bound AT_ONCE = new GroupCommit.Bound(256, 256 * 1024);

  private static final long WAITING_BYTES = 8 << 20;
  private static final long RECENT_BYTES = 64 * 1024;
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration PRESENCE = Duration.ofMillis(200);

  /** Of the heap, for what all loops together hold for a while; and again for slow readers. */
  private static final int SHARE = 16;

  /** What is served comes from memory or its own folder: no temporary directory is needed. */
  private static final FileSystemOptions NO_CACHE =
      new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);

  VertxOptions vertx() {
    return new VertxOptions()
        .setEventLoopPoolSize(config.running().loops())
        .setFileSystemOptions(NO_CACHE);
  }

  io.vertx.core.transport.Transport transport() {
    return config.running().transport().vertx();
  }

  ClusterSettings cluster() {
    return new ClusterSettings(
        config.membership().name(),
        config.addresses().host(),
        config.addresses().port(),
        text(config.addresses().told()),
        config.addresses().busPort(),
        text(config.addresses().busTold()),
        config.membership().discovery(),
        config.membership().join().stream().map(HostPort::text).toList(),
        config.membership().heartbeatTimeout(),
        config.running().leaveTimeout());
  }

  private static String text(Optional<HostPort> address) {
    return address.map(HostPort::text).orElse(null);
  }

  Retention retention() {
    return new Retention(
        config.kept().window(),
        config.kept().windowBytes(),
        config.kept().remember(),
        !config.storing().place().isMemory());
  }

  /** What this node may keep of its own rooms; as much of those of others comes on top of it. */
  KeptMemory memory(int copies) {
    return new KeptMemory(config.kept().memory() / copies);
  }

  /** Blocks until it can be used. */
  Store store() throws StoreProblem {
    return Stores.open(config.storing(), config.storing().password(), System::currentTimeMillis);
  }

  StoredRoomLog log(Ledgers ledgers, Store store) {
    return new StoredRoomLog(
        ledgers,
        store,
        retention(),
        config.kept(),
        config.storing().ack() == Storing.Ack.STORED,
        System::currentTimeMillis);
  }

  Doorman doorman(OpenFiles files) {
    return new Doorman(
        files.atMost(config.admission().sockets()),
        config.admission().perAddress(),
        config.admission().perSecond(),
        config.rates().apiRate());
  }

  WebSettings web(OpenFiles files, Supplier<Set<String>> nodes) {
    Trust trust = config.trust();
    return new WebSettings(
        address(),
        files,
        trust.origins(),
        nodes,
        new Hosts(names(), trust.origins(), config.entrance().host()),
        new Proxies(trust.proxies().stream().map(Network::text).toList()),
        trust.proxyProtocol(),
        certificate().orElse(null),
        Shelf.of(config.entrance().webroot()),
        new TextRule(config.manners().text()),
        config.entrance().requestTimeout().toMillis(),
        socket());
  }

  private List<String> names() {
    return Stream.concat(
            config.trust().hosts().stream().map(HostName::name),
            config.entrance().publicUrl().stream().map(PublicUrl::authority))
        .toList();
  }

  private ClientLimits socket() {
    return new ClientLimits(
        Math.toIntExact(config.capacity().frame()),
        config.rates().rate(),
        config.rates().burst(),
        Math.toIntExact(config.capacity().unread()),
        config.patience().hello().toMillis(),
        config.patience().heartbeat().toMillis());
  }

  /** With port 0 one free port for all loops, shared among them. */
  private SocketAddress address() {
    Entrance entrance = config.entrance();
    return entrance.port() == 0
        ? SocketAddress.sharedRandomPort(1, entrance.host())
        : SocketAddress.inetSocketAddress(entrance.port(), entrance.host());
  }

  Optional<Certificate> certificate() {
    return config
        .tls()
        .certificate()
        .map(path -> new Certificate(path.toString(), config.tls().key().orElseThrow().toString()));
  }

  /** By default a fixed distance above the main port, when that one is fixed too. */
  AdminServer.Address management() {
    int port = config.entrance().port();
    return new AdminServer.Address(
        config.management().host(),
        config.management().port(),
        port == 0 ? 0 : port + ADMIN_ABOVE,
        config.management().tokenFile());
  }

  Presence.Pace presence() {
    return new Presence.Pace(PRESENCE.toMillis(), BEAT.toMillis());
  }

  Settings room(String node, Supplier<List<String>> nodes) {
    long share = Runtime.getRuntime().maxMemory() / config.running().loops() / SHARE;
    return new Settings(
        node,
        nodes,
        limits(),
        new Settings.Kept(RECENT_BYTES, config.capacity().unread(), share, share),
        new Settings.Timing(config.patience().heartbeat(), config.manners().gap(), BEAT),
        new GroupCommit.Limits(
            AT_ONCE,
            new GroupCommit.Bound(config.waiting().pending(), WAITING_BYTES),
            config.waiting().deadline()));
  }

  private Settings.Limits limits() {
    return new Settings.Limits(
        config.manners().text(),
        Math.toIntExact(config.capacity().frame()),
        config.crowding().rooms(),
        config.crowding().people(),
        config.rates().rate());
  }
}
