package chatbench;

import chatbench.fault.Durations;
import chatbench.fault.Fault;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** What is done to the nodes, how often and for how long. */
final class FaultOptions {

  @Option(
      names = "--faults",
      split = ",",
      description =
          "Of kill, term, freeze (these three in turn if left out), outlast, survivor, all, two,"
              + " clean, store (needs --store postgresql), cut (needs root), stuck, herd, twice, or"
              + " none.")
  List<String> faults;

  @Option(names = "--fault-every", description = "Time from one fault to the next, at least.")
  Duration every = Duration.ofSeconds(15);

  @Option(
      names = "--rounds",
      description =
          "Instead of for --duration the clients talk until each of --faults happened so often; 0"
              + " for as long as that.")
  int rounds;

  @Option(names = "--down", description = "How long a killed or ended node stays away.")
  Duration down = Duration.ofSeconds(1);

  @Option(names = "--freeze", description = "How long a frozen node is frozen.")
  Duration freeze = Duration.ofSeconds(20);

  @Option(
      names = "--loyal",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Half of the clients wait for a frozen node however long that is silent, as they always"
              + " do with outlast and survivor.")
  boolean loyal = true;

  @Option(names = "--survivor", description = "How long a survivor is frozen.")
  Duration survivor = Duration.ofSeconds(30);

  @Option(names = "--cut", description = "How long a node is cut off from the others.")
  Duration cut = Duration.ofSeconds(20);

  @Option(names = "--stuck", description = "How long stuck clients read nothing.")
  Duration stuck = Duration.ofSeconds(10);

  @Option(names = "--store-down", description = "How long PostgreSQL is stopped, frozen or dead.")
  Duration store = Duration.ofSeconds(8);

  @Option(names = "--settle", description = "How long a cluster that is whole is left in peace.")
  Duration settle = Duration.ofSeconds(3);

  @Option(
      names = "--window",
      description = "What nodes are told to keep when a freeze is to outlast it.")
  Duration window = Duration.ofSeconds(10);

  @Option(names = "--twice", description = "Ids that someone at two nodes says twice.")
  int twice = 300;

  Durations durations() {
    return new Durations(down, freeze, cut, stuck, survivor, store, settle);
  }

  List<Fault> kinds(NodeOptions target) {
    if (faults == null) {
      return Arrays.stream(Fault.values())
          .filter(Fault::isUsual)
          .filter(fault -> target.urls.isEmpty() || !fault.needsProcesses())
          .filter(fault -> target.nodes > 1 || !fault.needsCompany())
          .toList();
    }
    return faults.stream().filter(name -> !name.equals("none")).map(Fault::named).toList();
  }
}
