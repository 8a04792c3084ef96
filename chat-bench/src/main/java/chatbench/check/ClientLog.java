package chatbench.check;

import java.util.List;

/**
 * Everything one client saw, in order. {@code id} is the public id others know it by, and two
 * clients may be one person; a {@code reader} came at the end, when all was quiet, and read all
 * that is kept. Where it was is in {@code visits}.
 */
public record ClientLog(
    String name, String id, boolean reader, List<Event> events, List<Visit> visits) {

  /** The name, and where it was last. */
  String whereabouts() {
    return visits.isEmpty() ? name : name + " at " + visits.get(visits.size() - 1).node();
  }
}
