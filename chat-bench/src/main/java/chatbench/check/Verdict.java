package chatbench.check;

import java.util.List;
import java.util.Map;

/**
 * What the logs prove. Without a single acknowledged message they prove nothing.
 *
 * @param forgone deliveries of acknowledged messages to clients that were in the room, which the
 *     server declared gone instead: no violation, but nothing to be proud of
 * @param firstForgone one of them, in words, or empty
 * @param excused acknowledged messages that went down with more nodes than there are copies
 * @param readBack messages that were read from the history when all was quiet
 */
public record Verdict(
    long acked,
    long delivered,
    long forgone,
    String firstForgone,
    long excused,
    long readBack,
    Map<Violation, Long> counts,
    Map<Violation, List<Finding>> examples) {

  public Verdict {
    counts = Map.copyOf(counts);
    examples = Map.copyOf(examples);
  }

  public long count(Violation violation) {
    return counts.getOrDefault(violation, 0L);
  }

  public List<Finding> examples(Violation violation) {
    return examples.getOrDefault(violation, List.of());
  }

  public boolean clean() {
    return counts.isEmpty();
  }

  public boolean proven() {
    return clean() && acked > 0;
  }
}
