package chatbench.report;

import chatbench.check.ClientLog;
import chatbench.check.Event;
import chatbench.check.MessageId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What one client heard in one room, timed: latencies, pauses, and how soon after each fault. */
final class Ears implements Event.Handler {
  private final Measures measures;
  private final ClientLog log;
  private final String room;
  private final int number;
  private final Set<MessageId> heard = new HashSet<>();
  private final Map<String, Long> waiting = new HashMap<>();
  private final Set<FaultWindow> recovered = new HashSet<>();
  private long joinedAt = Long.MAX_VALUE;
  private long lastAt;

  Ears(Measures measures, ClientLog log, String room, int number) {
    this.measures = measures;
    this.log = log;
    this.room = room;
    this.number = number;
    this.lastAt = measures.start();
  }

  @Override
  public void said(Event.Said event) {
    waiting.put(event.id(), event.at());
  }

  @Override
  public void sent(Event.Sent event) {}

  @Override
  public void acked(Event.Acked event) {
    Long said = waiting.remove(event.id());
    if (said != null) {
      measures.ack.recordValue((event.at() - said) / 1_000);
      measures.timeline.count(measures.timeline.acked, event.at());
      waited(said, event.at());
    }
  }

  private void waited(long said, long at) {
    FaultWindow window = measures.window(at);
    if (window != null && window.unhit.has(log)) {
      window.unhit.acked(said, at);
    }
  }

  @Override
  public void joined(Event.Joined event) {
    joinedAt = Math.min(joinedAt, event.at());
  }

  @Override
  public void received(Event.Received event) {
    Long said = measures.saidAt(event.message().id());
    if (said == null || said < joinedAt || !heard.add(event.message().id())) {
      return;
    }
    long at = event.at();
    measures.delivery.recordValue((at - said) / 1_000);
    measures.timeline.count(measures.timeline.delivered, at);
    FaultWindow window = measures.window(at);
    if (!isStuckIn(window)) {
      measures.timeline.most(measures.timeline.slowestMs, at, (at - said) / 1e6);
      measures.paused(lastAt, at, log, room);
      if (window != null && said > window.from && recovered.add(window)) {
        window.recover(at);
      }
    }
    lastAt = at;
  }

  @Override
  public void reset(Event.Reset event) {
    FaultWindow window = measures.window(event.at());
    if (window != null && window.unhit.has(log)) {
      window.unhit.reset();
    }
  }

  @Override
  public void kept(Event.Kept event) {}

  private boolean isStuckIn(FaultWindow window) {
    return window != null && window.fault.planned().isStuck(number);
  }

  void close() {
    waiting.values().forEach(said -> waited(said, measures.end() - 1));
    for (FaultWindow window : measures.windows) {
      if (!isStuckIn(window)) {
        window.watch();
      }
    }
  }
}
