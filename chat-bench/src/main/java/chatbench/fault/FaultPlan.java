package chatbench.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which fault comes when and to whom, decided by a seed before anything starts. Kinds come in
 * shuffled rounds, so that even a short run has one of each; so do the nodes, so that {@code term}
 * alone is a rolling restart.
 */
public record FaultPlan(List<PlannedFault> faults) {

  public FaultPlan {
    faults = List.copyOf(faults);
  }

  public static FaultPlan of(long seed, List<Fault> all, int count, int nodes, int clients) {
    List<Fault> kinds = all.stream().filter(Fault::strikes).toList();
    Random random = new Random(seed);
    List<PlannedFault> faults = new ArrayList<>();
    List<Fault> round = new ArrayList<>();
    Map<Fault, List<Integer>> targets = new EnumMap<>(Fault.class);
    while (faults.size() < count && !kinds.isEmpty()) {
      Fault fault = next(round, kinds, random);
      faults.add(
          new PlannedFault(
              fault,
              fault.needsProcesses() ? nodes(fault, targets, nodes, random) : List.of(),
              fault.needsClients() ? hit(fault, clients, random) : List.of()));
    }
    return new FaultPlan(faults);
  }

  private static List<Integer> nodes(
      Fault fault, Map<Fault, List<Integer>> targets, int nodes, Random random) {
    if (fault == Fault.ALL || fault == Fault.CLEAN) {
      return upTo(nodes);
    }
    int node = node(fault, targets, nodes, random);
    return fault == Fault.TWO ? List.of(node, (node + 1) % nodes) : List.of(node);
  }

  private static int node(
      Fault fault, Map<Fault, List<Integer>> targets, int nodes, Random random) {
    return next(targets.computeIfAbsent(fault, f -> new ArrayList<>()), upTo(nodes), random);
  }

  /** What is left of a round, or of a new one. */
  private static <T> T next(List<T> round, List<T> all, Random random) {
    if (round.isEmpty()) {
      round.addAll(all);
      Collections.shuffle(round, random);
    }
    return round.remove(0);
  }

  /** All, or a tenth of the clients, at least one. */
  private static List<Integer> hit(Fault fault, int clients, Random random) {
    if (fault == Fault.HERD) {
      return upTo(clients);
    }
    List<Integer> all = new ArrayList<>(upTo(clients));
    Collections.shuffle(all, random);
    return List.copyOf(all.subList(0, Math.max(1, clients / 10)));
  }

  private static List<Integer> upTo(int end) {
    return IntStream.range(0, end).boxed().toList();
  }
}
