package chatbench.check;

import java.util.BitSet;

/**
 * One client's way through one room, stretch by stretch. What the server declared gone the client
 * is not owed; all the rest it is.
 *
 * <pre>
 *   joined, same epoch, complete    the stretch goes on at after + 1
 *   joined, same epoch, incomplete  the stretch goes on at first; after + 1 .. first - 1 is excused
 *   joined, another epoch, or reset a new stretch from first; what stood before first is excused,
 *                                   all of the epoch before when nothing of it is kept any more
 *   joined with recent              a new stretch; what stood before its first message is excused
 * </pre>
 */
final class Walk implements Event.Handler {
  private static final long NEVER = Long.MAX_VALUE;

  private final ClientLog log;
  private final String room;
  private final Places places;
  private final Findings findings;
  private final SenderOrder order;
  private final Archive archive;
  private final Excuses excuses = new Excuses();
  private final BitSet seen = new BitSet();
  private final Turns turns = new Turns();

  private Stretch stretch = Stretch.NONE;
  private Place left;
  private long joinedAt = NEVER;
  private long head;
  private long declaredFirst;
  private boolean fromTheStart;
  private long deliveries;

  Walk(
      ClientLog log,
      String room,
      Places places,
      Archive archive,
      SenderOrder order,
      Findings findings) {
    this.log = log;
    this.room = room;
    this.places = places;
    this.order = order;
    this.archive = archive;
    this.findings = findings;
  }

  @Override
  public void said(Event.Said event) {
    places.said(new MessageId(log.id(), event.id()), event.text(), event.at());
  }

  @Override
  public void sent(Event.Sent event) {
    order.sent(event.id(), event.link());
  }

  @Override
  public void acked(Event.Acked event) {
    Place place = new Place(event.epoch(), event.seq());
    places.acked(place, new MessageId(log.id(), event.id()), event.at());
    order.acked(event.id(), place);
  }

  @Override
  public void joined(Event.Joined event) {
    joinedAt = Math.min(joinedAt, event.at());
    Asked asked = event.asked();
    if (!asked.resumes()) {
      long oldest = Math.max(event.first(), event.head() - asked.recent() + 1);
      begin(new Stretch(event.epoch(), oldest, true), event.first());
    } else if (asked.epoch() == event.epoch() && stretch.epoch() == event.epoch()) {
      goOn(event);
    } else {
      if (!event.complete()) {
        excuses.add(asked.epoch(), asked.after() + 1, NEVER);
      }
      begin(new Stretch(event.epoch(), event.first(), false), event.first());
    }
    head = event.head();
    declaredFirst = Math.max(1, event.first());
  }

  private void goOn(Event.Joined event) {
    if (event.head() < event.asked().after()) {
      report(Violation.DISORDER, event.head(), "the room's head went back to here");
      begin(new Stretch(event.epoch(), event.first(), true), event.first());
    } else if (!event.complete()) {
      excuses.add(event.epoch(), stretch.expected(), event.first() - 1);
      stretch.skipTo(event.first());
    }
  }

  @Override
  public void reset(Event.Reset event) {
    begin(new Stretch(event.epoch(), event.first(), false), event.first());
  }

  private void begin(Stretch next, long first) {
    close();
    boolean isTrimmed = stretch != Stretch.NONE && stretch.epoch() != next.epoch() && first > 1;
    left = isTrimmed ? new Place(stretch.epoch(), stretch.expected()) : null;
    stretch = next;
  }

  private void close() {
    if (stretch != Stretch.NONE) {
      fromTheStart |= stretch.start() == 1;
      excuses.add(stretch.epoch(), 1, stretch.start() - 1);
    }
  }

  @Override
  public void received(Event.Received event) {
    deliveries++;
    long seq = event.seq();
    if (stretch == Stretch.NONE) {
      report(Violation.DISORDER, seq, "delivered before the room was joined");
      return;
    }
    if (stretch.has(seq)) {
      report(Violation.REPEATED, seq, event.message().id() + " was delivered again");
    } else if (stretch.isLate(seq)) {
      report(Violation.DISORDER, seq, "delivered after seq " + (stretch.expected() - 1));
    } else if (seq > stretch.expected()) {
      report(Violation.HOLE, seq, (seq - stretch.expected()) + " skipped without a word before it");
    }
    boolean first = stretch.isEmpty();
    stretch.take(seq);
    Places.Entry entry = see(event.epoch(), seq, event.message());
    if (first) {
      turns.add(entry, left, excuses.epochs());
    }
  }

  @Override
  public void kept(Event.Kept event) {
    archive.add(event);
    if (event.epoch() == stretch.epoch()) {
      stretch.read(event.seq());
    }
    see(event.epoch(), event.seq(), event.message());
  }

  private Places.Entry see(long epoch, long seq, Message message) {
    Places.Entry entry = places.delivered(log.name(), new Place(epoch, seq), message);
    seen.set(entry.number);
    return entry;
  }

  /** After the last line: is the client at the head, and was a reader given all that is kept? */
  void finish(Place end) {
    close();
    turns.excuseWhatIsOlder(excuses);
    if (joinedAt == NEVER) {
      return;
    }
    if (end != null) {
      arrive(end);
    }
    if (!archive.isEmpty()) {
      readThrough();
    }
  }

  /** From the newest message to the oldest that is kept, and through older epochs if there are. */
  private void readThrough() {
    String what = "the kept history cannot be read without a hole";
    if (!stretch.isWhole() || stretch.start() > declaredFirst) {
      report(Violation.HOLE, stretch.start(), what);
    }
    archive.torn().stream()
        .filter(place -> place.epoch() != stretch.epoch())
        .forEach(place -> findings.add(Violation.HOLE, room, log.name(), place, what));
  }

  private void arrive(Place end) {
    long last = stretch.expected() - 1;
    if (stretch.epoch() != end.epoch() || last < end.seq()) {
      String what = "stopped here, while the room's head is %d in epoch %d";
      report(Violation.HOLE, last, what.formatted(end.seq(), end.epoch()));
    } else if (last > end.seq()) {
      report(Violation.DISORDER, last, "the room's head went back to " + end.seq());
    }
  }

  /** Owed is what was said while the client was in the room, and what its stretches cover. */
  boolean misses(Places.Entry entry) {
    if (joinedAt == NEVER || seen.get(entry.number) || entry.places().anyMatch(excuses::covers)) {
      return false;
    }
    return fromTheStart
        || entry.saidAt >= joinedAt
        || entry.places().anyMatch(place -> excuses.knows(place.epoch()));
  }

  /** Said while the client was in the room, and then declared gone to it. */
  boolean wasToldToForgo(Places.Entry entry) {
    return entry.saidAt >= joinedAt
        && !seen.get(entry.number)
        && entry.places().anyMatch(excuses::covers);
  }

  private void report(Violation violation, long seq, String what) {
    findings.add(violation, room, log.name(), new Place(stretch.epoch(), seq), what);
  }

  ClientLog log() {
    return log;
  }

  Place head() {
    return new Place(stretch.epoch(), head);
  }

  void addTo(Tally tally) {
    tally.delivered += deliveries;
    tally.readBack += archive.size();
  }
}
