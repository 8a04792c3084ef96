package chatbench.report;

import chatbench.check.ClientLog;
import chatbench.check.Event;
import chatbench.check.MessageId;
import chatbench.fault.Injected;
import chatbench.verify.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Times of everything the clients logged, measured from the moment a message was said. */
final class Measures {
  private static final long LONGEST_MICROS = 3_600_000_000L;

  final Histogram ack = new Histogram(LONGEST_MICROS, 3);
  final Histogram delivery = new Histogram(LONGEST_MICROS, 3);
  final Timeline timeline;
  final List<FaultWindow> windows = new ArrayList<>();
  private final Map<MessageId, Long> saidAt = new HashMap<>();
  private final long start;
  private final long end;
  private Pause longest = Pause.NONE;

  private Measures(Outcome outcome) {
    start = outcome.start();
    end = outcome.end();
    timeline = new Timeline(start, end);
    List<Injected> faults = outcome.faults();
    for (int i = 0; i < faults.size(); i++) {
      long until = i + 1 < faults.size() ? faults.get(i + 1).struckAt() : end;
      windows.add(new FaultWindow(faults.get(i), until));
    }
  }

  static Measures of(Outcome outcome) {
    Measures measures = new Measures(outcome);
    List<ClientLog> clients = outcome.logs().stream().filter(log -> !log.reader()).toList();
    measures.windows.forEach(window -> window.countEpochChanges(clients));
    clients.forEach(measures::learn);
    for (int i = 0; i < clients.size(); i++) {
      measures.follow(clients.get(i), i);
    }
    return measures;
  }

  private void learn(ClientLog log) {
    windows.forEach(window -> window.unhit.consider(log));
    for (Event event : log.events()) {
      if (event instanceof Event.Said said) {
        saidAt.putIfAbsent(new MessageId(log.id(), said.id()), said.at());
        timeline.count(timeline.said, said.at());
        FaultWindow window = window(said.at());
        if (window != null && window.unhit.has(log)) {
          window.unhit.said(said.room(), said.at());
        }
      }
    }
  }

  private void follow(ClientLog log, int number) {
    Map<String, Ears> rooms = new HashMap<>();
    for (Event event : log.events()) {
      event.dispatch(
          rooms.computeIfAbsent(event.room(), room -> new Ears(this, log, room, number)));
    }
    rooms.values().forEach(Ears::close);
  }

  /** Null for a message of somebody who is not of this run. */
  Long saidAt(MessageId id) {
    return saidAt.get(id);
  }

  /** The window a moment falls into, or null before the first fault. */
  FaultWindow window(long at) {
    for (int i = windows.size() - 1; i >= 0; i--) {
      if (windows.get(i).holds(at)) {
        return windows.get(i);
      }
    }
    return null;
  }

  void paused(long from, long to, ClientLog log, String room) {
    if (from < start || to > end) {
      return;
    }
    double ms = (to - from) / 1e6;
    timeline.most(timeline.pauseMs, to, ms);
    FaultWindow window = window(to);
    if (window != null) {
      window.pause(ms);
      if (window.unhit.has(log)) {
        window.unhit.paused(room, from, to);
      }
    }
    if (ms > longest.ms()) {
      longest = new Pause(ms, log.name(), room, timeline.second(to));
    }
  }

  long start() {
    return start;
  }

  long end() {
    return end;
  }

  Pause longestPause() {
    return longest;
  }
}
