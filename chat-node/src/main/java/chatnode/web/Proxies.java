package chatnode.web;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who a client really is. {@code X-Forwarded-For} is what anyone may write, so it counts only as
 * far as the addresses in it are those of our own proxies, read from the end.
 */
public final class Proxies {
  private static final int MAX_HOPS = 10;
  private final List<IpSubnetFilterRule> trusted = new ArrayList<>();

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

  /** {@code forwarded} are the header's lines, in their order. */
  String client(String peer, List<String> forwarded) {
    if (trusted.isEmpty() || forwarded.isEmpty()) {
      return peer;
    }
    String[] hops = String.join(",", forwarded).split(",");
    String client = peer;
    for (int i = hops.length - 1; i >= Math.max(0, hops.length - MAX_HOPS); i--) {
      String hop = hops[i].trim();
      if (!isTrusted(client) || NetUtil.createByteArrayFromIpAddressString(hop) == null) {
        break;
      }
      client = hop;
    }
    return client;
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
