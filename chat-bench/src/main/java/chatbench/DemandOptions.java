package chatbench;

import chatbench.fault.Fault;
import chatbench.verify.Demands;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** What a verification fails for besides a broken promise. */
final class DemandOptions {

  @Option(
      names = "--max-pause",
      description = "Fail when a client in a room waited longer than this for its next message.")
  Duration maxPause;

  @Option(
      names = "--max-wait",
      description =
          "Fail when people on nodes that were not hit waited longer than this, for an ack or for"
              + " the next message of a room in which they talk.")
  Duration maxWait;

  @Option(
      names = "--max-resets",
      description =
          "Fail when people on nodes that were not hit were reset more often, in a fault.")
  Long maxResets;

  @Option(
      names = "--max-gone",
      description =
          "Fail when more deliveries were declared gone; 0 if left out, but any number with the"
              + " faults outlast and survivor, and in memory with all and two.")
  Long maxGone;

  Demands demands(List<Fault> faults, boolean durable) {
    boolean any = maxGone == null && faults.stream().anyMatch(fault -> fault.mayForgo(durable));
    Long gone = maxGone == null ? Long.valueOf(0) : maxGone;
    return new Demands(maxPause, maxWait, maxResets, any ? null : gone);
  }
}
