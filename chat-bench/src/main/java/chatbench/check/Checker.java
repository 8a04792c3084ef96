package chatbench.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Replays all logs side by side and says what is wrong. It knows nothing of the server but the
 * promises, so a wrong server cannot talk it round, and nothing of time but who came first.
 */
public final class Checker {
  private final Findings findings = new Findings();
  private final Map<String, Places> rooms = new LinkedHashMap<>();
  private final Map<String, Map<String, Walk>> walks = new LinkedHashMap<>();

  private Checker() {}

  public static Verdict check(List<ClientLog> logs) {
    Checker checker = new Checker();
    logs.forEach(checker::replay);
    return checker.conclude();
  }

  private void replay(ClientLog log) {
    for (Event event : log.events()) {
      event.dispatch(walk(log, event.room()));
    }
  }

  private Walk walk(ClientLog log, String room) {
    Places places = rooms.computeIfAbsent(room, key -> new Places(key, findings));
    return walks
        .computeIfAbsent(room, key -> new LinkedHashMap<>())
        .computeIfAbsent(log.name(), key -> new Walk(log, room, places, findings));
  }

  private Verdict conclude() {
    long acked = 0;
    long delivered = 0;
    long forgone = 0;
    for (Map.Entry<String, Places> entry : rooms.entrySet()) {
      Places places = entry.getValue();
      List<Walk> here = List.copyOf(walks.get(entry.getKey()).values());
      places.finish();
      Place end = end(here);
      here.forEach(walk -> walk.finish(end));
      acked += places.entries().stream().filter(message -> !message.acked.isEmpty()).count();
      delivered += here.stream().mapToLong(Walk::deliveries).sum();
      for (Places.Entry message : places.entries()) {
        if (!message.acked.isEmpty()) {
          seek(message, entry.getKey(), here);
          forgone += here.stream().filter(walk -> walk.wasToldToForgo(message)).count();
        }
      }
    }
    return findings.verdict(acked, delivered, forgone);
  }

  /** The reader came last, so its head is where everyone must have arrived. */
  private static Place end(List<Walk> walks) {
    return walks.stream()
        .filter(walk -> walk.log().reader())
        .map(Walk::head)
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  private void seek(Places.Entry message, String room, List<Walk> walks) {
    List<Walk> missing = walks.stream().filter(walk -> walk.misses(message)).toList();
    if (!missing.isEmpty()) {
      Place place = message.acked.iterator().next();
      String what = "%s never arrived here nor at %d other clients";
      String client = missing.get(0).log().name();
      findings.add(
          Violation.LOST, room, client, place, what.formatted(message.id, missing.size() - 1));
    }
  }
}
