package chatbench.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which fault comes when and to whom, decided by a seed before anything starts. Kinds come in
 * shuffled rounds, so that even a short run has one of each.
 */
public record FaultPlan(List<PlannedFault> faults) {

  public FaultPlan {
    faults = List.copyOf(faults);
  }

  public static FaultPlan of(long seed, List<Fault> kinds, int count, int nodes, int clients) {
    Random random = new Random(seed);
    List<PlannedFault> faults = new ArrayList<>();
    List<Fault> round = new ArrayList<>();
    while (faults.size() < count && !kinds.isEmpty()) {
      if (round.isEmpty()) {
        round.addAll(kinds);
        Collections.shuffle(round, random);
      }
      Fault fault = round.remove(0);
      faults.add(
          fault.needsProcesses()
              ? new PlannedFault(fault, random.nextInt(nodes), List.of())
              : new PlannedFault(fault, PlannedFault.NO_NODE, someOf(clients, random)));
    }
    return new FaultPlan(faults);
  }

  /** A tenth of the clients, at least one. */
  private static List<Integer> someOf(int clients, Random random) {
    List<Integer> all = new ArrayList<>(IntStream.range(0, clients).boxed().toList());
    Collections.shuffle(all, random);
    return List.copyOf(all.subList(0, Math.max(1, clients / 10)));
  }
}
