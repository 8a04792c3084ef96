package chatbench.check;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What happened in one room, as all who were in it tell it. */
final class Proceedings {
  private final String room;
  private final Terms terms;
  private final Findings findings;
  private final Places places;
  private final Audit audit;
  private final Map<String, Walk> walks = new LinkedHashMap<>();
  private final Map<String, SenderOrder> orders = new LinkedHashMap<>();

  Proceedings(String room, Terms terms, Findings findings) {
    this.room = room;
    this.terms = terms;
    this.findings = findings;
    this.places = new Places(room, findings);
    this.audit = new Audit(room, terms.stays(), findings);
  }

  Walk walk(ClientLog log) {
    return walks.computeIfAbsent(log.name(), name -> begin(log));
  }

  /** Two clients may be one person, and then what one of them sends may overtake the other. */
  private Walk begin(ClientLog log) {
    SenderOrder order = orders.computeIfAbsent(log.id(), SenderOrder::new);
    Archive archive = new Archive(log.whereabouts());
    if (log.reader()) {
      audit.add(archive);
    }
    return new Walk(log, room, places, archive, order, findings);
  }

  /** Call once, after the last line. */
  void finish() {
    places.finish();
    orders.values().forEach(order -> order.finish(room, findings));
    audit.finish(orders.values(), places::isAcked);
    Place end = end();
    walks.values().forEach(walk -> walk.finish(end));
    for (Places.Entry message : places.entries()) {
      if (!message.acked.isEmpty()) {
        findings.count.acked++;
        seek(message, message.ackedAt <= terms.excusedUntil());
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
    long absent = audit.absent(message.id);
    if (absent > 0) {
      String what = "%s is not in the history of %d of %d nodes";
      lose(message, message.id.from(), what.formatted(message.id, absent, audit.nodes()));
      return;
    }
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
    String what = "%s never arrived here nor at %d other clients";
    String client = missing.get(0).log().name();
    lose(message, client, what.formatted(message.id, missing.size() - 1));
  }

  private void lose(Places.Entry message, String client, String what) {
    findings.add(Violation.LOST, room, client, message.acked.iterator().next(), what);
  }
}
