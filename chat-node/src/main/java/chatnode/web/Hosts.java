package chatnode.web;

import io.netty.util.NetUtil;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;

/**
 * The names this node goes by. Someone else's page can give its own name our address (DNS
 * rebinding), and would then be of the same origin as the node it is after: so who asks for a name
 * that is not ours is refused. An address stands for itself, and below {@code localhost} nobody
 * gives names (RFC 6761 section 6.3).
 */
public final class Hosts {
  private static final Logger LOG = Logger.getLogger(Hosts.class.getName());
  private static final int MAX_LENGTH = 255; // of a name in DNS
  private static final int MAX_TOLD = 100;
  private static final String ANY = "*";

  private final Set<String> known = new HashSet<>();

  /** Names that were refused and told of: anyone can think of any number of them. */
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * The machine's own name is found here, which may ask DNS.
   *
   * @param listed by the operator, {@code *} for any
   * @param origins of pages that may connect: any of them means any name
   * @param bound what is listened on, which may be a name as well
   */
  public Hosts(Collection<String> listed, Collection<String> origins, String bound) {
    listed.forEach(this::add);
    origins.forEach(origin -> add(origin.replaceFirst("^.*://", "")));
    add(bound);
    try {
      String machine = InetAddress.getLocalHost().getHostName();
      add(machine);
      add(machine + ".local");
    } catch (UnknownHostException e) {
      // then it has to be listed
    }
  }

  private void add(String host) {
    String name = nameIn(host.trim());
    if (name != null) {
      known.add(name);
    }
  }

  /** The host of {@code host[:port]} as names are compared, or null when it is none. */
  static String nameIn(String header) {
    HostAndPort parsed =
        header.length() > MAX_LENGTH ? null : HostAndPort.parseAuthority(header, -1);
    if (parsed == null) {
      return null;
    }
    String name = parsed.host().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    return name.isEmpty() ? null : name;
  }

  /** Takes a name from {@link #nameIn}. What is refused is logged, each name once. */
  boolean include(String name) {
    boolean isOurs =
        known.contains(ANY) || known.contains(name) || isLocalhost(name) || isAddress(name);
    if (!isOurs && told.size() < MAX_TOLD && told.add(name)) {
      LOG.warning(
          "refused a client that asked for the host "
              + name
              + ": if this node is reached by that name, add it to --hosts (said once for each"
              + " name)");
    }
    return isOurs;
  }

  static boolean isLocalhost(String name) {
    return name.equals("localhost") || name.endsWith(".localhost");
  }

  /** Whether an authority, as it was asked for, is an address or below {@code localhost}. */
  public static boolean isOwnOf(String authority) {
    String name = authority == null ? null : nameIn(authority);
    return name != null && (isLocalhost(name) || isAddress(name));
  }

  private static boolean isAddress(String name) {
    return NetUtil.isValidIpV4Address(name)
        || name.startsWith("[") && NetUtil.isValidIpV6Address(name.substring(1, name.length() - 1));
  }
}
