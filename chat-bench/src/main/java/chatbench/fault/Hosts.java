package chatbench.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A network of its own on this machine: a namespace per node, joined to the others by a bridge and
 * to its clients by a line of its own. A node that is cut off leaves the bridge: its packets go
 * nowhere, without a refusal, as when a switch fails. Needs Linux, root and {@code ip}.
 *
 * <pre>
 *   clients ---- 10.213.n.1 | 10.213.n.2  node n  10.214.0.n ---- bridge ---- the other nodes
 * </pre>
 */
final class Hosts implements AutoCloseable {
  private static final String PREFIX = "chatverify";

  private final List<Host> hosts = new ArrayList<>();

  /** Throws IllegalStateException with a sentence. */
  Hosts(int count) {
    close(); // of an earlier run that was killed
    try {
      run("ip link add " + PREFIX + " type bridge");
      run("ip link set " + PREFIX + " up");
      for (int i = 1; i <= count; i++) {
        hosts.add(build(i));
      }
    } catch (IllegalStateException e) {
      close();
      throw e;
    }
  }

  private static Host build(int i) {
    String name = PREFIX + i;
    String inside = "ip -n " + name + " ";
    run("ip netns add " + name);
    run(inside + "link set lo up");
    run("ip link add " + door(i) + " type veth peer name clients netns " + name);
    run("ip link add " + port(i) + " type veth peer name nodes netns " + name);
    run("ip addr add 10.213." + i + ".1/30 dev " + door(i));
    run(inside + "addr add 10.213." + i + ".2/30 dev clients");
    run(inside + "addr add 10.214.0." + i + "/24 dev nodes");
    Stream.of("clients", "nodes").forEach(line -> run(inside + "link set " + line + " up"));
    Stream.of(door(i), port(i)).forEach(line -> run("ip link set " + line + " up"));
    join(i);
    return new Host("10.213." + i + ".2", "10.214.0." + i, List.of("ip", "netns", "exec", name));
  }

  private static String door(int i) {
    return PREFIX + "c" + i;
  }

  private static String port(int i) {
    return PREFIX + "n" + i;
  }

  Host host(int i) {
    return hosts.get(i - 1);
  }

  static void cut(int i) {
    run("ip link set " + port(i) + " nomaster");
  }

  static void join(int i) {
    run("ip link set " + port(i) + " master " + PREFIX);
  }

  @Override
  public void close() {
    Path known = Path.of("/run/netns");
    if (Files.isDirectory(known)) {
      try (Stream<Path> all = Files.list(known)) {
        all.map(path -> path.getFileName().toString())
            .filter(name -> name.startsWith(PREFIX))
            .forEach(name -> run("ip netns del " + name));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    if (Files.exists(Path.of("/sys/class/net", PREFIX))) {
      run("ip link del " + PREFIX);
    }
  }

  private static void run(String command) {
    String output;
    try {
      Process process =
          new ProcessBuilder(Arrays.asList(command.split(" "))).redirectErrorStream(true).start();
      output = new String(process.getInputStream().readAllBytes()).strip();
      if (process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0) {
        return;
      }
    } catch (IOException e) {
      output = e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      output = "interrupted";
    }
    throw new IllegalStateException(
        "--faults cut needs Linux, root and iproute2: " + command + ": " + output);
  }
}
