package chatbench;

import chatbench.check.Checker;
import chatbench.check.Verdict;
import chatbench.fault.Fault;
import chatbench.fault.Injector;
import chatbench.fault.Nodes;
import chatbench.report.LogBook;
import chatbench.report.Report;
import chatbench.report.Summary;
import chatbench.verify.Outcome;
import chatbench.verify.Plan;
import chatbench.verify.Run;
import chatbench.wire.Dialer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Starts nodes, makes them fail one at a time, and checks from the clients' own logs what became of
 * it.
 */
@Command(
    name = "verify",
    description = "Proves from the clients' own logs that nothing is lost, repeated or reordered.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    showDefaultValues = true,
    sortOptions = false)
final class VerifyCommand implements Callable<Integer> {

  @Option(names = "--nodes", description = "Nodes to start.")
  private int nodes = 3;

  @Option(names = "--jar", description = "The server to start.")
  private Path jar = Path.of("chat-node/target/chat-node.jar");

  @Option(names = "--node-args", description = "More options for every node, in one string.")
  private String nodeArgs = "";

  @Option(names = "--java-args", description = "Options for every node's JVM, in one string.")
  private String javaArgs = "";

  @Option(
      names = "--url",
      split = ",",
      description = "Use these nodes instead of starting some; then no process is touched.")
  private List<String> urls = List.of();

  @Option(
      names = "--ports",
      split = ",",
      description = "The started nodes' ports for clients; free ones if left out.")
  private List<Integer> ports = List.of();

  @Option(
      names = "--via",
      description =
          "All clients connect to this address, a load balancer before the nodes, instead of to"
              + " the nodes.")
  private String via;

  @Option(names = "--clients", description = "Clients.")
  private int clients = 60;

  @Option(names = "--rooms", description = "Rooms.")
  private int rooms = 6;

  @Option(names = "--joins", description = "Rooms each client is in.")
  private int joins = 2;

  @Option(names = "--rate", description = "Messages per second of all clients together.")
  private double rate = 100;

  @Option(names = "--size", description = "Characters per message, about.")
  private int size = 80;

  @Option(names = "--duration", description = "How long the clients talk.")
  private Duration duration = Duration.ofMinutes(1);

  @Option(
      names = "--faults",
      split = ",",
      description =
          "Of kill, term, freeze, cut, stuck, herd, or none; all but cut (which needs root) and"
              + " herd if left out.")
  private List<String> faults;

  @Option(names = "--fault-every", description = "Time from one fault to the next, at least.")
  private Duration faultEvery = Duration.ofSeconds(15);

  @Option(names = "--down", description = "How long a killed or ended node stays away.")
  private Duration down = Duration.ofSeconds(1);

  @Option(names = "--freeze", description = "How long a frozen node is frozen.")
  private Duration freeze = Duration.ofSeconds(14);

  @Option(names = "--cut", description = "How long a node is cut off from the others.")
  private Duration cut = Duration.ofSeconds(20);

  @Option(names = "--stuck", description = "How long stuck clients read nothing.")
  private Duration stuck = Duration.ofSeconds(10);

  @Option(names = "--settle", description = "How long a cluster that is whole is left in peace.")
  private Duration settle = Duration.ofSeconds(3);

  @Option(names = "--patience", description = "How long to wait for the quiet at the end.")
  private Duration patience = Duration.ofSeconds(60);

  @Option(
      names = "--max-pause",
      description = "Fail when a client in a room waited longer than this for its next message.")
  private Duration maxPause;

  @Option(
      names = "--seed",
      description = "Decides on faults, targets and texts; random if left out.")
  private Long seed;

  @Option(names = "--logs", description = "Write clients.log though nothing is wrong.")
  private boolean logs;

  @Option(names = "--report", description = "Folder for the reports and the nodes' output.")
  private Path folder = Path.of("target/verify");

  @Override
  public Integer call() throws IOException {
    Plan plan = plan();
    if (plan.urls().isEmpty() && !Files.isRegularFile(jar)) {
      throw new IllegalArgumentException(
          "there is no server at " + jar + ": build it or say --jar");
    }
    Files.createDirectories(folder);
    PrintStream out = System.out;
    out.printf("seed %d: the same seed gives the same faults, targets and texts%n", plan.seed());
    Outcome outcome = run(plan, out);
    Verdict verdict = Checker.check(outcome.logs());
    Report report = new Report(plan, outcome, verdict);
    report.write(folder);
    if (logs || !verdict.clean()) {
      LogBook.write(outcome.logs(), outcome.start(), folder);
    }
    out.print(Summary.of(report));
    out.println("report: " + folder.resolve("report.html"));
    return report.passed() ? 0 : 1;
  }

  private static Outcome run(Plan plan, PrintStream out) {
    return Loop.run(
        vertx -> {
          Dialer dialer = new Dialer(vertx);
          Nodes cluster = cluster(vertx, dialer, plan);
          return () -> new Run(vertx, dialer, cluster, plan, out).run().eventually(cluster::end);
        });
  }

  private static Nodes cluster(Vertx vertx, Dialer dialer, Plan plan) {
    return plan.urls().isEmpty()
        ? Nodes.of(
            vertx,
            dialer,
            plan.nodes(),
            plan.ports(),
            plan.isCut(),
            plan.jar(),
            plan.javaArgs(),
            plan.nodeArgs(),
            plan.folder())
        : Nodes.given(vertx, dialer, plan.urls());
  }

  private Plan plan() {
    return new Plan(
        nodes,
        jar,
        words(javaArgs),
        words(nodeArgs),
        urls,
        ports,
        via,
        clients,
        rooms,
        joins,
        rate,
        size,
        duration,
        faults(),
        faultEvery,
        new Injector.Durations(down, freeze, cut, stuck, settle),
        patience,
        maxPause,
        seed == null ? System.nanoTime() & 0xffffff : seed,
        folder);
  }

  private List<Fault> faults() {
    if (faults == null) {
      return Arrays.stream(Fault.values())
          .filter(fault -> !fault.isSpecial())
          .filter(fault -> urls.isEmpty() || !fault.needsProcesses())
          .filter(fault -> nodes > 1 || !fault.needsCompany())
          .toList();
    }
    return faults.stream().filter(name -> !name.equals("none")).map(Fault::named).toList();
  }

  private static List<String> words(String text) {
    return Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
