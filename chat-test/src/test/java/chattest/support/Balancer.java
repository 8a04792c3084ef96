package chattest.support;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A load balancer with the configuration that is shipped, but for its addresses. */
public final class Balancer implements AutoCloseable {
  private static final Path DEPLOY = Path.of("../deploy");
  private final Process process;
  private final Path log;
  private final int port;

  private Balancer(Path folder, int port, List<String> command) throws IOException {
    this.port = port;
    this.log = folder.resolve("output.log");
    this.process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  public static Balancer haproxy(Path folder, List<Integer> ports) {
    return haproxy(folder, ports, "");
  }

  /** {@code more} are words for the lines of the servers. */
  public static Balancer haproxy(Path folder, List<Integer> ports, String more) {
    try {
      int port = TestCluster.freePort();
      Path config = folder.resolve("haproxy.cfg");
      String text =
          Files.readString(DEPLOY.resolve("haproxy.cfg"))
              .replace("default-server check", "default-server check " + more);
      Files.writeString(config, with(text, ports).replace("bind :80", "bind 127.0.0.1:" + port));
      String program = Packages.need("/usr/sbin/haproxy", "haproxy").toString();
      return new Balancer(folder, port, List.of(program, "-db", "-f", config.toString()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Balancer nginx(Path folder, List<Integer> ports) {
    return nginx(folder, ports, UnaryOperator.identity());
  }

  /** As it is met where nobody thought of WebSockets. */
  public static Balancer nginxWithoutUpgrades(Path folder, List<Integer> ports) {
    return nginx(
        folder,
        ports,
        config -> {
          String plain = config.replaceAll("\\n *proxy_set_header (Upgrade|Connection) .*", "");
          if (plain.equals(config)) {
            throw new IllegalStateException("no upgrades in the shipped file");
          }
          return plain;
        });
  }

  private static Balancer nginx(Path folder, List<Integer> ports, UnaryOperator<String> change) {
    try {
      int port = TestCluster.freePort();
      Path config = folder.resolve("nginx.conf");
      String text = change.apply(Files.readString(DEPLOY.resolve("nginx.conf")));
      Files.writeString(config, with(text, ports).replace("listen 80", "listen 127.0.0.1:" + port));
      String program = Packages.need("/usr/sbin/nginx", "nginx-light").toString();
      String own = "daemon off; pid " + folder.resolve("nginx.pid") + ";";
      return new Balancer(
          folder,
          port,
          List.of(
              program,
              "-p",
              folder.toString(),
              "-c",
              config.toAbsolutePath().toString(),
              "-e",
              "stderr",
              "-g",
              own));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String with(String config, List<Integer> ports) {
    String own = config;
    for (int i = 0; i < ports.size(); i++) {
      String shipped = "10.0.0." + (i + 1) + ":8080";
      if (!own.contains(shipped)) {
        throw new IllegalStateException("no " + shipped + " in the shipped file");
      }
      own = own.replace(shipped, "127.0.0.1:" + ports.get(i));
    }
    return own;
  }

  /** Some node behind it is ready. */
  public Balancer awaitUp() {
    Until.holds(this::isUp);
    return this;
  }

  private boolean isUp() {
    if (!process.isAlive()) {
      throw new IllegalStateException("ended: " + output());
    }
    try {
      return Http.status(http("/health/ready")) == 200;
    } catch (RuntimeException e) {
      return false;
    }
  }

  public String http(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  public URI ws(String path) {
    return URI.create("ws://127.0.0.1:" + port + path);
  }

  public int port() {
    return port;
  }

  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "";
    }
  }

  /** nginx ends its workers only when it is asked to. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
