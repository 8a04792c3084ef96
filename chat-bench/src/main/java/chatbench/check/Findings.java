package chatbench.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts every violation and keeps the first few of each kind. */
final class Findings {
  private static final int EXAMPLES = 10;

  final Tally count = new Tally();
  private final Map<Violation, Long> counts = new EnumMap<>(Violation.class);
  private final Map<Violation, List<Finding>> examples = new EnumMap<>(Violation.class);

  void add(Violation violation, String room, String client, Place place, String what) {
    counts.merge(violation, 1L, Long::sum);
    List<Finding> kept = examples.computeIfAbsent(violation, v -> new ArrayList<>());
    if (kept.size() < EXAMPLES) {
      kept.add(new Finding(violation, room, client, place.epoch(), place.seq(), what));
    }
  }

  Verdict verdict() {
    return new Verdict(
        count.acked,
        count.delivered,
        count.forgone,
        count.firstForgone,
        count.excused,
        count.readBack,
        counts,
        examples);
  }
}
