package chatnode;

import chatnode.cluster.Addresses;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What would keep a node from starting and can be found out before anything of it runs. Hazelcast
 * and Vert.x would say the same in seventy lines, and not which option helps.
 */
final class Beforehand {
  private static final int CLUSTER_PORTS = 20;
  private static final int MAX_PORT = 65_535;

  /** In one sentence. */
  static final class Obstacle extends Exception {
    private static final long serialVersionUID = 1L;

    Obstacle(String sentence) {
      super(sentence);
    }
  }

  static void look(NodeConfig config) throws Obstacle {
    page(config.entrance().webroot());
    transport(config.running().transport());
    if (!config.membership().standalone()) {
      cluster(config.addresses());
    }
  }

  private static void transport(Transport transport) throws Obstacle {
    if (transport.found() == null) {
      throw new Obstacle(
          "--transport: no "
              + transport.toString().toLowerCase(Locale.ROOT)
              + " here ("
              + transport.whyNot()
              + "). Choose another, or auto.");
    }
  }

  private static void page(String webroot) throws Obstacle {
    if (!Files.exists(Path.of(webroot, "index.html"))
        && Beforehand.class.getResource("/" + webroot + "/index.html") == null) {
      throw new Obstacle("--webroot: no index.html in " + webroot + ".");
    }
  }

  private static void cluster(Addresses addresses) throws Obstacle {
    InetAddress host = own(addresses.host());
    int first = addresses.port();
    int last = Math.min(MAX_PORT, first + CLUSTER_PORTS - 1);
    boolean isOneFree = false;
    for (int port = first; port <= last && !isOneFree; port++) {
      isOneFree = isFree(host, port);
    }
    if (!isOneFree) {
      throw new Obstacle(
          "--cluster-port: none of the "
              + CLUSTER_PORTS
              + " ports from "
              + first
              + " on is free on "
              + addresses.host()
              + ". Choose another --cluster-port.");
    }
    if (!isFree(host, addresses.busPort())) {
      throw new Obstacle(
          "--bus-port: "
              + addresses.busPort()
              + " on "
              + addresses.host()
              + " is taken. Choose another, or 0 for any.");
    }
  }

  /** An address that others can be told, and that this machine has. */
  private static InetAddress own(String name) throws Obstacle {
    try {
      InetAddress host = InetAddress.getByName(name);
      if (!host.isAnyLocalAddress() && isFree(host, 0)) {
        return host;
      }
    } catch (UnknownHostException e) {
      throw new Obstacle("--cluster-host: " + name + " is not a name known here.");
    }
    throw new Obstacle(
        "--cluster-host: "
            + name
            + " is not an address of this machine; behind address translation name its own here"
            + " and the other one in --cluster-public.");
  }

  private static boolean isFree(InetAddress host, int port) throws Obstacle {
    try {
      new ServerSocket(port, 1, host).close();
      return true;
    } catch (BindException e) {
      return false;
    } catch (IOException e) {
      throw new Obstacle("--cluster-host: " + host.getHostAddress() + " " + e.getMessage() + ".");
    }
  }

  private Beforehand() {}
}
