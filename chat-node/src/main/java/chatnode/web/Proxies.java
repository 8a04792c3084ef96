package chatnode.web;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who a client really is. {@code X-Forwarded-For} and the PROXY protocol are what anyone may write,
 * so they count only as far as the addresses in them are those of our own proxies, read from the
 * end.
 */
public final class Proxies {
  private static final int MAX_HOPS = 10;
  private static final int MAX_TOLD = 100;
  private static final Logger LOG = Logger.getLogger(Proxies.class.getName());
  private static final Pattern BRACKETS = Pattern.compile("\\[([^\\]]*)](?::\\d{1,5})?");

  private final List<IpSubnetFilterRule> trusted = new ArrayList<>();
  private final AtomicBoolean warned = new AtomicBoolean();

  /** Addresses or networks like {@code 10.0.0.0/8}; throws IllegalArgumentException for others. */
  public Proxies(Iterable<String> networks) {
    networks.forEach(network -> trusted.add(rule(network.trim())));
  }

  private static IpSubnetFilterRule rule(String network) {
    int slash = network.indexOf('/');
    String address = slash < 0 ? network : network.substring(0, slash);
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null) {
      throw new IllegalArgumentException("'" + network + "' is not an address or a network");
    }
    int prefix = slash < 0 ? bytes.length * 8 : Integer.parseInt(network.substring(slash + 1));
    return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
  }

  /** The address of who made the request, through proxies of ours or not. */
  String client(HttpServerRequest request) {
    String peer = peer(request.connection());
    List<String> hops = new ArrayList<>(request.headers().getAll("X-Forwarded-For"));
    SocketAddress proxied = request.remoteAddress();
    if (proxied.isInetSocket() && !proxied.hostAddress().equals(peer)) {
      hops.add(proxied.hostAddress()); // the proxy's peer, as its PROXY header has it
    }
    return client(peer, hops);
  }

  /** Whether a proxy of ours is at the other end. */
  boolean areAt(HttpConnection connection) {
    return isTrusted(peer(connection));
  }

  private static String peer(HttpConnection connection) {
    return connection.remoteAddress(true).hostAddress();
  }

  /** {@code forwarded} are lines of addresses, in their order. */
  String client(String peer, List<String> forwarded) {
    if (trusted.isEmpty() || forwarded.isEmpty()) {
      return peer;
    }
    String[] hops = String.join(",", forwarded).split(",");
    String client = peer;
    for (int i = hops.length - 1; i >= Math.max(0, hops.length - MAX_HOPS); i--) {
      if (!isTrusted(client)) {
        break;
      }
      String hop = address(hops[i].trim());
      if (hop == null) {
        warn(hops[i].trim());
        break;
      }
      client = hop;
    }
    return client;
  }

  /** Some gateways write the port too: {@code v4:port}, {@code [v6]:port}. Null for no address. */
  private static String address(String hop) {
    String bare = hop;
    if (hop.startsWith("[")) {
      Matcher v6 = BRACKETS.matcher(hop);
      bare = v6.matches() ? v6.group(1) : hop;
    } else if (hop.indexOf(':') == hop.lastIndexOf(':')) {
      bare = hop.replaceFirst(":\\d{1,5}$", "");
    }
    return NetUtil.createByteArrayFromIpAddressString(bare) == null ? null : bare;
  }

  /** Then all its clients are one address. {@code unknown} is what RFC 7239 lets a proxy say. */
  private void warn(String hop) {
    if (!hop.equalsIgnoreCase("unknown") && !warned.getAndSet(true)) {
      LOG.warning(
          "a trusted proxy sends an X-Forwarded-For that has no address in it ('"
              + hop.replaceAll("[^\\x20-\\x7e]", "?").substring(0, Math.min(MAX_TOLD, hop.length()))
              + "'): its clients share the limits of one address (said only once)");
    }
  }

  boolean isTrusted(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null) {
      return false;
    }
    try {
      InetSocketAddress peer = new InetSocketAddress(InetAddress.getByAddress(bytes), 1);
      return trusted.stream().anyMatch(rule -> rule.matches(peer));
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
