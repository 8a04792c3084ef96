package chatnode.web;

import io.netty.util.NetUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose pages may connect: those of the name that was asked for, those that are listed, and those
 * of the other nodes - a page goes on here when the node it came from is gone. On one machine a
 * node has several names, {@code localhost} and its addresses: there the port is what counts.
 */
final class Origins {
  private static final String ORIGIN = "https?://[A-Za-z0-9.:\\[\\]-]+";

  private final Set<String> listed;
  private final Supplier<Set<String>> nodes;

  /**
   * @param listed origins, {@code *} for any; none for those of the name asked for
   * @param nodes where clients reach the other nodes, as URLs or host:port
   */
  Origins(Set<String> listed, Supplier<Set<String>> nodes) {
    this.listed = listed;
    this.nodes = nodes;
  }

  /** Whether a page of this origin may connect to who was asked for as {@code host}. */
  boolean include(String origin, String host) {
    if (listed.contains("*") || listed.contains(origin)) {
      return true;
    }
    URI page = parse(origin);
    if (page == null || page.getAuthority() == null) {
      return false;
    }
    return listed.isEmpty() && page.getAuthority().equalsIgnoreCase(host)
        || nodes().anyMatch(node -> isSame(node, page) || isNeighbour(node, page, host));
  }

  private Stream<URI> nodes() {
    return nodes.get().stream()
        .map(address -> parse(address.contains("://") ? address : "http://" + address))
        .filter(uri -> uri != null && uri.getHost() != null);
  }

  private static boolean isSame(URI node, URI page) {
    return scheme("http", node).equals(scheme("http", page))
        && node.getHost().equalsIgnoreCase(page.getHost())
        && port(node) == port(page);
  }

  private static boolean isNeighbour(URI node, URI page, String host) {
    return isLoopback(host)
        && isLoopback(page.getAuthority())
        && isLoopback(node.getAuthority())
        && port(node) == port(page);
  }

  /** Where a page that was asked for under {@code host} may connect to, for its policy. */
  String reachedFrom(String host) {
    Stream<String> own = isPlain(host) ? Stream.of("ws://" + host, "wss://" + host) : Stream.of();
    Stream<String> others =
        nodes()
            .map(node -> "://" + node.getAuthority())
            .filter(each -> isPlain(each.substring(3)))
            .flatMap(each -> Stream.of("ws" + each, "wss" + each, "http" + each, "https" + each));
    Stream<String> neighbours =
        isLoopback(host)
            ? Stream.of(
                "ws://localhost:*", "ws://127.0.0.1:*", "http://localhost:*", "http://127.0.0.1:*")
            : Stream.of();
    return Stream.of(Stream.of("'self'"), own, others, neighbours)
        .flatMap(each -> each)
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /** Whose pages may show one of ours in a frame, for its policy. */
  String framers() {
    Stream<String> others = nodes().map(node -> scheme("http", node) + "://" + node.getAuthority());
    return Stream.of(Stream.of("'self'"), listed.stream(), others)
        .flatMap(each -> each)
        .filter(each -> each.matches("'self'|[*]|" + ORIGIN))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /**
   * Whose pages may show the page itself in a frame, and say there who somebody is: those that are
   * listed. {@code *} lets any page connect, but not that.
   */
  List<String> embedders() {
    return listed.stream().filter(each -> each.matches(ORIGIN)).sorted().toList();
  }

  /** A host has more characters than a policy can take: those here separate nothing. */
  private static boolean isPlain(String host) {
    return host != null && host.matches("[A-Za-z0-9.-]+(:\\d+)?");
  }

  private static boolean isLoopback(String host) {
    String name = host == null ? null : Hosts.nameIn(host);
    return name != null
        && (Hosts.isLocalhost(name)
            || name.equals("[::1]")
            || NetUtil.isValidIpV4Address(name) && name.startsWith("127."));
  }

  private static URI parse(String uri) {
    try {
      return new URI(uri.toLowerCase(Locale.ROOT));
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** {@code family} or its secure sister, as the URI has it. */
  private static String scheme(String family, URI uri) {
    boolean isSecure = "https".equals(uri.getScheme()) || "wss".equals(uri.getScheme());
    return isSecure ? family + "s" : family;
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return scheme("http", uri).equals("https") ? 443 : 80;
  }
}
