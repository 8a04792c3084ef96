package chatnode;

import chatnode.admin.AdminServer;
import chatnode.cluster.ClusterSettings;
import chatnode.cluster.HostPort;
import chatnode.log.GroupCommit;
import chatnode.log.Retention;
import chatnode.room.Settings;
import chatnode.ways.ws.SocketSettings;
import chatnode.web.Certificate;
import chatnode.web.Doorman;
import chatnode.web.Entrance;
import chatnode.web.HostName;
import chatnode.web.Hosts;
import chatnode.web.Network;
import chatnode.web.Proxies;
import chatnode.web.PublicUrl;
import chatnode.web.Trust;
import chatnode.web.WebSettings;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the packages are given of the options: the one place where the two meet. */
record Wiring(NodeConfig config) {
  private static final int ADMIN_ABOVE = 1000;

  /** A room is bounded by its bytes; the number of its messages is only there to be a number. */
  private static final int MESSAGES = 100_000;

  VertxOptions vertx() {
    return new VertxOptions()
        .setEventLoopPoolSize(config.running().loops())
        .setPreferNativeTransport(true);
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
        config.membership().heartbeatTimeout());
  }

  private static String text(Optional<HostPort> address) {
    return address.map(HostPort::text).orElse(null);
  }

  Retention retention() {
    return new Retention(MESSAGES, config.kept().windowBytes());
  }

  Doorman doorman() {
    return new Doorman(
        config.admission().sockets(),
        config.admission().perAddress(),
        config.admission().perSecond());
  }

  WebSettings web() {
    Trust trust = config.trust();
    return new WebSettings(
        address(),
        trust.origins(),
        new Hosts(names(), trust.origins(), config.entrance().host()),
        new Proxies(trust.proxies().stream().map(Network::text).toList()),
        trust.proxyProtocol(),
        certificate().orElse(null),
        config.entrance().webroot(),
        config.manners().text(),
        config.entrance().requestTimeout().toMillis(),
        socket());
  }

  private List<String> names() {
    return Stream.concat(
            config.trust().hosts().stream().map(HostName::name),
            config.entrance().publicUrl().stream().map(PublicUrl::authority))
        .toList();
  }

  private SocketSettings socket() {
    return new SocketSettings(
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
        config.management().host(), config.management().port(), port == 0 ? 0 : port + ADMIN_ABOVE);
  }

  Settings room(String node) {
    return new Settings(
        node,
        config.patience().heartbeat().toMillis(),
        config.manners().text(),
        Math.toIntExact(config.capacity().frame()),
        config.crowding().rooms(),
        config.crowding().people(),
        config.rates().rate(),
        MESSAGES,
        64 * 1024,
        Math.toIntExact(config.capacity().unread()),
        config.manners().gap().toMillis(),
        1000,
        200,
        config.kept().idle().toMillis(),
        new GroupCommit.Limits(
            256,
            256 * 1024,
            config.waiting().pending(),
            8 << 20,
            config.waiting().deadline().toMillis()));
  }
}
