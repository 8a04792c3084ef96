package chatbench;

import chatbench.compare.ComparePage;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
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

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private PeerOptions compared;

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

  /** Nodes get {@code --store memory} first, as the others keep nothing. */
  @Mixin private StartOptions started;

  @Option(names = "--folder", description = "What the servers print, and their settings.")
  private Path folder = Path.of("target/compare");

  @Option(names = "--out", description = "The report, a page that needs nothing else.")
  private Path out = Path.of("compare.html");

  @Override
  public Integer call() throws IOException {
    ComparePlan plan = new ComparePlan(sockets, rounds, rate, idle, size, duration, warmup);
    Peer own = new ChatNode(started.jar(), started.javaArgs(), started.nodeArgs());
    List<Peer> peers = compared.present(Peers.all(Cache.ofUser(), own), System.out);
    Cores cores = Cores.ofMachine();
    Map<String, String> facts = facts(peers, cores);
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
    Files.writeString(out, ComparePage.of(plan, results, facts, commands()));
    System.out.println("\nthe report is " + out);
    return 0;
  }

  private static Map<String, String> facts(List<Peer> peers, Cores cores) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Cores", cores.toString());
    facts.put("Begun", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    peers.forEach(peer -> facts.put(peer.name(), peer.version()));
    return facts;
  }

  /** As a shell takes them. */
  private String commands() {
    return spec.root().commandLine().getParseResult().originalArgs().stream()
        .map(word -> word.matches("[\\w./:=,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
        .collect(
            Collectors.joining(
                " ",
                """
                apt-get install nodejs npm nats-server nginx libnginx-mod-nchan gcc libc6-dev
                mvn -q -pl chat-node,chat-bench package -DskipTests
                java -jar chat-bench/target/chat-bench.jar\s\
                """,
                "\n"));
  }
}
