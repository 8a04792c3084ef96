package chatbench.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Replays all logs side by side and says what is wrong. It knows nothing of the server but the
 * promises, so a wrong server cannot talk it round, and nothing of time but who came first.
 */
public final class Checker {
  public static Verdict check(List<ClientLog> logs) {
    return check(logs, Terms.MEMORY);
  }

  public static Verdict check(List<ClientLog> logs, Terms terms) {
    Findings findings = new Findings();
    Map<String, Proceedings> rooms = new LinkedHashMap<>();
    for (ClientLog log : logs) {
      for (Event event : log.events()) {
        event.dispatch(
            rooms
                .computeIfAbsent(event.room(), room -> new Proceedings(room, terms, findings))
                .walk(log));
      }
    }
    rooms.values().forEach(Proceedings::finish);
    return findings.verdict();
  }

  private Checker() {}
}
