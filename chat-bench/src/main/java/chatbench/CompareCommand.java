package chatbench;

import chatbench.compare.ComparePlan;
import chatbench.compare.Comparison;
import chatbench.compare.Results;
import chatbench.compare.Table;
import chatbench.peers.Cache;
import chatbench.peers.ChatNode;
import chatbench.peers.Cores;
import chatbench.peers.Peer;
import chatbench.peers.Peers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures our server and others beside each other. */
@Command(
    name = "compare",
    description = "Measures what a delivery costs here and elsewhere, beside each other.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    showDefaultValues = true,
    sortOptions = false)
final class CompareCommand implements Callable<Integer> {
  private static final Duration SETTLE = Duration.ofSeconds(2);

  @Option(
      names = "--peers",
      split = ",",
      description =
          "Of nchan, nats, ws, socketio and chat-node; all that are installed if left out.")
  private List<String> names = List.of();

  @Option(names = "--sockets", split = ",", description = "Sockets, all in one room.")
  private List<Integer> sockets = List.of(50, 200, 1_000);

  @Option(names = "--rounds", description = "How often everything is measured, in turn.")
  private int rounds = 3;

  @Option(names = "--rate", description = "Messages per second of the open scenario.")
  private double rate = 400;

  @Option(names = "--idle", description = "Sockets that only cost memory; 0 leaves that out.")
  private int idle = 2_000;

  @Option(names = "--size", description = "Characters per message.")
  private int size = 100;

  @Option(names = "--duration", description = "How long each scenario is measured.")
  private Duration duration = Duration.ofSeconds(5);

  @Option(names = "--warmup", description = "How long it is not.")
  private Duration warmup = Duration.ofSeconds(5);

  /** Its nodes get {@code --store memory}, as the others keep nothing. */
  @Mixin private StartOptions started;

  @Option(names = "--folder", description = "What the servers print, and their settings.")
  private Path folder = Path.of("target/compare");

  @Option(names = "--out", description = "The report, a page that needs nothing else.")
  private Path out = Path.of("compare.html");

  @Override
  public Integer call() throws IOException {
    ComparePlan plan = new ComparePlan(sockets, rounds, rate, idle, size, duration, warmup);
    List<Peer> peers = present();
    Cores cores = Cores.ofMachine();
    Results results =
        Loop.beside(
            vertx -> {
              try {
                return new Comparison(vertx, plan, peers, cores, folder, SETTLE, System.out).run();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    System.out.print(Table.of(results));
    return 0;
  }

  private List<Peer> present() {
    Peer own = new ChatNode(started.jar(), started.javaArgs(), started.nodeArgs());
    List<Peer> present = new ArrayList<>();
    for (Peer peer : chosen(Peers.all(Cache.ofUser(), own))) {
      Optional<String> missing = peer.missing();
      if (missing.isEmpty()) {
        present.add(peer);
      } else {
        System.out.println(peer.name() + " is left out: " + missing.get());
      }
    }
    if (present.isEmpty()) {
      throw new IllegalArgumentException("none of the peers is installed");
    }
    return present;
  }

  private List<Peer> chosen(List<Peer> all) {
    List<String> known = all.stream().map(Peer::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "there is no peer '%s': say some of %s".formatted(name, String.join(",", known)));
      }
    }
    return all.stream()
        .filter(peer -> names.isEmpty() || names.contains(peer.name()))
        .collect(Collectors.toList());
  }
}
