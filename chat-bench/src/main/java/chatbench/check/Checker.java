package chatbench.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Replays all logs side by side and says what is wrong. It knows nothing of the server but the
 * promises, so a wrong server cannot talk it round, and nothing of time but who came first.
 */
public final class Checker {
  private static final long NOTHING_EXCUSED = Long.MIN_VALUE;

  public static Verdict check(List<ClientLog> logs) {
    return check(logs, NOTHING_EXCUSED);
  }

  /**
   * When more nodes died at once than there are copies, what was acknowledged until then may be
   * gone; that it is gone is counted, and it must not be replaced by something else.
   */
  public static Verdict check(List<ClientLog> logs, long excusedUntil) {
    Findings findings = new Findings();
    Map<String, Proceedings> rooms = new LinkedHashMap<>();
    for (ClientLog log : logs) {
      for (Event event : log.events()) {
        event.dispatch(
            rooms.computeIfAbsent(event.room(), room -> new Proceedings(room, findings)).walk(log));
      }
    }
    rooms.values().forEach(room -> room.finish(excusedUntil));
    return findings.verdict();
  }

  private Checker() {}
}
