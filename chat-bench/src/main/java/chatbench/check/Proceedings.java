package chatbench.check;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What happened in one room, as all who were in it tell it. */
final class Proceedings {
  private final String room;
  private final Findings findings;
  private final Places places;
  private final Map<String, Walk> walks = new LinkedHashMap<>();
  private final Map<String, SenderOrder> orders = new LinkedHashMap<>();

  Proceedings(String room, Findings findings) {
    this.room = room;
    this.findings = findings;
    this.places = new Places(room, findings);
  }

  /** Two clients may be one person, and then what one of them sends may overtake the other. */
  Walk walk(ClientLog log) {
    return walks.computeIfAbsent(
        log.name(),
        name ->
            new Walk(
                log,
                room,
                places,
                orders.computeIfAbsent(log.id(), id -> new SenderOrder()),
                findings));
  }

  /** Call once, after the last line. What was acknowledged by then may be gone. */
  void finish(long excusedUntil) {
    places.finish();
    orders.forEach((id, order) -> order.finish(room, id, findings));
    Place end = end();
    walks.values().forEach(walk -> walk.finish(end));
    for (Places.Entry message : places.entries()) {
      if (!message.acked.isEmpty()) {
        findings.count.acked++;
        seek(message, message.ackedAt <= excusedUntil);
      }
    }
    walks.values().forEach(walk -> walk.addTo(findings.count));
  }

  /** The reader came last, so its head is where everyone must have arrived. */
  private Place end() {
    return walks.values().stream()
        .filter(walk -> walk.log().reader())
        .map(Walk::head)
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  private void forgo(Places.Entry message, Walk walk) {
    if (findings.count.forgone++ == 0) {
      Place place = message.acked.iterator().next();
      findings.count.firstForgone =
          "%s at epoch %d, seq %d of %s to client %s"
              .formatted(message.id, place.epoch(), place.seq(), room, walk.log().name());
    }
  }

  private void seek(Places.Entry message, boolean excused) {
    Collection<Walk> all = walks.values();
    all.stream().filter(walk -> walk.wasToldToForgo(message)).forEach(walk -> forgo(message, walk));
    List<Walk> missing = all.stream().filter(walk -> walk.misses(message)).toList();
    if (missing.isEmpty()) {
      return;
    }
    if (excused) {
      findings.count.excused++;
      return;
    }
    Place place = message.acked.iterator().next();
    String what = "%s never arrived here nor at %d other clients";
    String client = missing.get(0).log().name();
    findings.add(
        Violation.LOST, room, client, place, what.formatted(message.id, missing.size() - 1));
  }
}
