package chatbench.report;

import chatbench.check.ClientLog;
import chatbench.check.Event;
import java.util.List;

/**
 * How often clients were told in a time that a room's numbering had begun anew. After a clean stop
 * it goes on where it was.
 */
final class Epochs {

  static long changes(List<ClientLog> logs, FaultWindow window) {
    return logs.stream()
        .filter(log -> !log.reader())
        .flatMap(log -> log.events().stream())
        .filter(event -> window.holds(event.at()) && isChange(event))
        .count();
  }

  private static boolean isChange(Event event) {
    return event instanceof Event.Reset
        || event instanceof Event.Joined joined
            && joined.asked().resumes()
            && joined.asked().epoch() != joined.epoch();
  }

  private Epochs() {}
}
