package chatnode.cluster;

import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.TcpIpConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the other nodes may be, when that is a list of addresses.
 *
 * <p>Hazelcast looks for other parts of the cluster at one address after the other and waits 5 s at
 * each where nobody is: with a machine's 20 ports two parts could take minutes to find each other
 * again. So it is told now and then only of those where somebody listens. (Where it has had members
 * before it knows by itself.)
 */
final class Search {
  static final int PORTS = 20;

  /** Of an entry without a port; {@code hazelcast.tcp.join.port.try.count}. */
  static final int PORTS_OF_A_HOST = 3;

  private static final int USUAL_PORT = 5701;
  private static final int KNOCK_MS = 250;

  /** A name or IPv4 address with a port, or an IPv6 address in brackets with one. */
  private static final Pattern HAS_PORT = Pattern.compile("([^:]+|\\[.+]):\\d+");

  private static final Logger LOG = Logger.getLogger(Search.class.getName());

  private final ClusterSettings settings;
  private volatile List<String> unknown = List.of();
  private volatile boolean isAlone;
  private boolean isSaid;

  Search(ClusterSettings settings) {
    this.settings = settings;
  }

  /** What Hazelcast looks at when it starts. */
  List<String> members() {
    if (!settings.join().isEmpty()) {
      return settings.join();
    }
    return ports(settings.host(), settings.port(), PORTS);
  }

  private static List<String> ports(String host, int first, int count) {
    List<String> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ports.add(host + ":" + (first + i));
    }
    return ports;
  }

  /** All addresses, with their ports. */
  List<String> candidates() {
    return members().stream()
        .flatMap(
            member ->
                HAS_PORT.matcher(member).matches()
                    ? Stream.of(member)
                    : ports(member, USUAL_PORT, PORTS_OF_A_HOST).stream())
        .toList();
  }

  /** Blocks for a moment. {@code known} are the addresses of the members that are here. */
  void refresh(JoinConfig join, Set<InetSocketAddress> known) {
    if (settings.discovery() != ClusterSettings.Discovery.STATIC) {
      return;
    }
    List<String> candidates = candidates();
    List<String> listening =
        candidates.stream().filter(each -> answers(address(each), known)).toList();
    join.setTcpIpConfig(new TcpIpConfig().setEnabled(true).setMembers(listening));
    unknown =
        candidates.stream()
            .map(Search::address)
            .filter(InetSocketAddress::isUnresolved)
            .map(InetSocketAddress::getHostString)
            .distinct()
            .toList();
    boolean namesOthers = candidates.stream().anyMatch(each -> !known.contains(address(each)));
    isAlone = !settings.join().isEmpty() && known.size() == 1 && namesOthers;
    if (isAlone && !isSaid) {
      isSaid = true;
      LOG.warning(missing().get(0).detail());
    }
  }

  /** That none of those is here whom the operator has named. */
  List<Remark> missing() {
    if (!isAlone) {
      return List.of();
    }
    String fault = "none of the nodes that --join names is here: this node is alone";
    String names = unknown.isEmpty() ? "" : ", and not known here: " + String.join(", ", unknown);
    return List.of(
        new Remark(fault, fault + " (" + String.join(", ", settings.join()) + names + ")"));
  }

  /** Whether the operator has named those this node is to be with. */
  boolean isExpecting() {
    return !settings.join().isEmpty();
  }

  private static InetSocketAddress address(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    return new InetSocketAddress(
        hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
  }

  private static boolean answers(InetSocketAddress address, Set<InetSocketAddress> known) {
    if (address.isUnresolved() || known.contains(address)) {
      return false;
    }
    try (Socket socket = new Socket()) {
      socket.connect(address, KNOCK_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
