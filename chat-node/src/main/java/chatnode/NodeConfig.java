package chatnode;

import chatnode.cluster.ClusterSettings;
import chatnode.web.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Every setting of a node: command line, then environment, then properties file, then default. */
@Command(
    name = "chat-node",
    mixinStandardHelpOptions = true,
    versionProvider = NodeConfig.Version.class,
    sortOptions = false,
    usageHelpWidth = 100,
    description =
        "A chat server. Every option is also an environment variable (CHAT_PORT for --port) and a"
            + " key of the file given by --config (port=8081). Durations: 500ms, 10s, 5m, 2h, 1d.")
public final class NodeConfig {
  @Option(names = "--host", defaultValue = "0.0.0.0", description = "address to listen on")
  String host;

  @Option(names = "--port", defaultValue = "8080", description = "port to listen on; 0 for any")
  int port;

  @Option(names = "--standalone", description = "no cluster: one node, nothing replicated")
  boolean standalone;

  @Option(names = "--cluster-name", defaultValue = "chat", description = "nodes of one name join")
  String clusterName;

  @Option(
      names = "--cluster-host",
      defaultValue = "127.0.0.1",
      description = "address the nodes use among themselves")
  String clusterHost;

  @Option(
      names = "--cluster-port",
      defaultValue = "5701",
      description = "first cluster port tried; the next free one of 20 is taken")
  int clusterPort;

  @Option(
      names = "--cluster-public",
      paramLabel = "host[:port]",
      description = "what the other nodes are told instead, behind address translation")
  String clusterPublic;

  @Option(names = "--bus-port", defaultValue = "0", description = "of the event bus; 0 for any")
  int busPort;

  @Option(
      names = "--bus-public",
      paramLabel = "host[:port]",
      description = "what the other nodes are told of the event bus instead")
  String busPublic;

  @Option(
      names = "--join",
      split = ",",
      paramLabel = "host[:port]",
      description = "members to join; by default this host's cluster ports")
  List<String> join = List.of();

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description = "where clients reach this node without a balancer; told to those of the others")
  String publicUrl;

  @Option(
      names = "--discovery",
      defaultValue = "static",
      description = "static, multicast, dns (a headless service name in --join) or kubernetes")
  ClusterSettings.Discovery discovery;

  @Option(
      names = "--heartbeat-timeout",
      defaultValue = "5s",
      description = "a node silent for so long is taken for dead")
  Duration heartbeatTimeout;

  @Option(
      names = "--min-nodes",
      defaultValue = "1",
      description = "with fewer, writes are refused with no_quorum")
  int minNodes;

  @Option(names = "--history", defaultValue = "1000", description = "messages kept per room")
  int history;

  @Option(names = "--history-bytes", defaultValue = "1048576", description = "bytes kept per room")
  long historyBytes;

  @Option(
      names = "--room-idle",
      defaultValue = "1d",
      description = "an empty room nobody writes to is forgotten after; 0s for never")
  Duration roomIdle;

  @Option(names = "--loops", description = "event loops; by default one per processor")
  int loops = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--origins",
      split = ",",
      description = "allowed Origin values, or *; by default the page's own")
  Set<String> origins = Set.of();

  @Option(
      names = "--hosts",
      split = ",",
      paramLabel = "name",
      description = "names this node is reached by; * for any")
  Set<String> hosts = Set.of();

  @Option(
      names = "--trusted-proxies",
      split = ",",
      paramLabel = "network",
      description = "addresses or networks whose X-Forwarded-For is believed")
  List<String> trustedProxies = List.of();

  @Option(
      names = "--proxy-protocol",
      description = "every connection begins with a PROXY header of a trusted proxy")
  boolean proxyProtocol;

  @Option(names = "--tls-cert", paramLabel = "FILE", description = "PEM certificate, for wss")
  String tlsCert;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM key of the certificate")
  String tlsKey;

  @Option(names = "--sockets", defaultValue = "100000", description = "sockets of this node")
  int sockets;

  @Option(
      names = "--sockets-per-address",
      defaultValue = "20000",
      description = "sockets from one address; 0 for no limit")
  int socketsPerAddress;

  @Option(
      names = "--connection-rate",
      defaultValue = "5000",
      description = "new sockets a second, twice that at once; 0 for no limit")
  int connectionRate;

  @Option(
      names = "--rate",
      defaultValue = "20",
      description = "frames per second and socket; 0 for no limit")
  int rate;

  @Option(names = "--burst", defaultValue = "40", description = "frames at once and socket")
  int burst;

  @Option(names = "--text", defaultValue = "4000", description = "characters of a message")
  int text;

  @Option(names = "--frame", defaultValue = "65536", description = "bytes of a client's frame")
  int frame;

  @Option(names = "--unread", defaultValue = "1048576", description = "unread bytes per socket")
  int unread;

  @Option(names = "--rooms", defaultValue = "50", description = "rooms one socket may be in")
  int rooms;

  @Option(names = "--people", defaultValue = "10000", description = "people in one room")
  int people;

  @Option(
      names = "--pending",
      defaultValue = "5000",
      description = "messages of a room that may wait to be logged, per event loop")
  int pending;

  @Option(
      names = "--append-deadline",
      defaultValue = "10s",
      description = "a message not confirmed by then gets not_confirmed")
  Duration appendDeadline;

  @Option(
      names = "--request-timeout",
      defaultValue = "10s",
      description = "time for the head of a connection's first request")
  Duration requestTimeout;

  @Option(names = "--hello-timeout", defaultValue = "10s", description = "time to say hello")
  Duration helloTimeout;

  @Option(
      names = "--heartbeat",
      defaultValue = "25s",
      description = "a quiet socket is pinged after, ended after twice that")
  Duration heartbeat;

  @Option(names = "--gap", defaultValue = "75ms", description = "wait before a hole is repaired")
  Duration gap;

  @Option(names = "--webroot", defaultValue = "webroot", description = "folder of the page")
  String webroot;

  @Option(
      names = "--admin-port",
      defaultValue = "-1",
      description = "management port; main port + 1000 by default, 0 for none")
  int adminPort;

  @Option(
      names = "--admin-host",
      defaultValue = "127.0.0.1",
      description = "address of the management port, which has no password")
  String adminHost;

  @Option(
      names = "--drain",
      defaultValue = "10s",
      description = "how long a SIGTERM spreads the goodbyes over; a second one says all at once")
  Duration drain;

  @Option(
      names = "--drain-delay",
      defaultValue = "0s",
      description = "how long before that a node says it is not ready, and serves on")
  Duration drainDelay;

  @Option(
      names = "--leave-timeout",
      defaultValue = "60s",
      description = "how long a node that ends may take to hand its rooms to the others")
  Duration leaveTimeout;

  @Option(names = "--config", paramLabel = "FILE", description = "properties file")
  String config;

  ClusterSettings cluster() {
    return new ClusterSettings(
        clusterName,
        clusterHost,
        clusterPort,
        clusterPublic,
        busPort,
        busPublic,
        discovery,
        join,
        heartbeatTimeout,
        leaveTimeout);
  }

  /** Null without TLS. */
  Certificate certificate() {
    return tlsCert == null ? null : new Certificate(tlsCert, tlsKey);
  }

  /** Of the project, out of the jar's manifest. */
  static final class Version implements picocli.CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = NodeConfig.class.getPackage().getImplementationVersion();
      return new String[] {"chat-node " + (version == null ? "(not packaged)" : version)};
    }
  }
}
