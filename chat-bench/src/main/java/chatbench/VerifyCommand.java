package chatbench;

import chatbench.check.Checker;
import chatbench.check.Verdict;
import chatbench.fault.Fault;
import chatbench.fault.Nodes;
import chatbench.report.LogBook;
import chatbench.report.Report;
import chatbench.report.Summary;
import chatbench.store.Store;
import chatbench.store.StoreChoice;
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
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Starts nodes, makes them and their store fail, and checks from the clients' own logs what became
 * of it.
 */
@Command(
    name = "verify",
    description = "Proves from the clients' own logs that nothing is lost, repeated or reordered.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    showDefaultValues = true,
    sortOptions = false)
final class VerifyCommand implements Callable<Integer> {

  @Mixin private NodeOptions target;

  @Mixin private StartOptions started;

  @Mixin private StoreOptions kept;

  @Option(names = "--clients", description = "Clients.")
  private int clients = 60;

  @Option(names = "--rooms", description = "Rooms.")
  private int rooms = 5;

  @Option(names = "--joins", description = "Rooms each client is in.")
  private int joins = 2;

  @Option(names = "--rate", description = "Messages per second of all clients together.")
  private double rate = 300;

  @Option(names = "--size", description = "Characters per message, about.")
  private int size = 80;

  @Option(names = "--duration", description = "How long the clients talk.")
  private Duration duration = Duration.ofSeconds(150);

  @Mixin private FaultOptions injected;

  @Option(names = "--patience", description = "How long to wait for the quiet at the end.")
  private Duration patience = Duration.ofSeconds(60);

  @Mixin private DemandOptions demanded;

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
    if (plan.urls().isEmpty()) {
      started.requireJar();
    }
    Files.createDirectories(folder);
    PrintStream out = System.out;
    out.printf("seed %d: the same seed gives the same faults, targets and texts%n", plan.seed());
    Outcome outcome = run(plan, out, plan.urls().isEmpty() ? kept.open(folder) : Store.NONE);
    Verdict verdict = Checker.check(outcome.logs(), outcome.terms(plan.store()));
    Report report = new Report(plan, outcome, verdict);
    report.write(folder);
    if (logs || !report.passed()) {
      LogBook.write(outcome.logs(), outcome.start(), folder);
    }
    out.print(Summary.of(report));
    out.println("report: " + folder.resolve("report.html"));
    return report.passed() ? 0 : 1;
  }

  private static Outcome run(Plan plan, PrintStream out, Store store) {
    return Loop.run(
        vertx -> {
          Dialer dialer = new Dialer(vertx);
          Nodes cluster = cluster(vertx, dialer, plan, store);
          return () -> new Run(vertx, dialer, cluster, plan, out).run().eventually(cluster::end);
        });
  }

  private static Nodes cluster(Vertx vertx, Dialer dialer, Plan plan, Store store) {
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
            store,
            plan.folder())
        : Nodes.given(vertx, dialer, plan.urls());
  }

  private Plan plan() {
    List<Fault> faults = injected.kinds(target);
    StoreChoice store = kept.choice(target.urls.isEmpty());
    return new Plan(
        target.nodes,
        started.jar(),
        started.javaArgs(),
        started.nodeArgs(target.transport()),
        store,
        target.urls,
        target.ports,
        target.via,
        target.transport(),
        clients,
        rooms,
        joins,
        rate,
        size,
        duration,
        faults,
        injected.every,
        injected.rounds,
        injected.durations(),
        injected.loyal,
        injected.window,
        injected.twice,
        patience,
        demanded.demands(faults, store.isDurable()),
        seed == null ? System.nanoTime() & 0xffffff : seed,
        folder);
  }
}
