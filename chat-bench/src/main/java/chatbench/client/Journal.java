package chatbench.client;

import chatbench.check.Asked;
import chatbench.check.ClientLog;
import chatbench.check.Event;
import chatbench.check.Message;
import chatbench.check.MessageId;
import chatbench.check.Visit;
import chatbench.wire.Incoming;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes one client's log. A message is one object however many clients receive it: a long run has
 * millions of deliveries.
 */
public final class Journal {
  private final String name;
  private final boolean reader;
  private final Map<Message, Message> known;
  private final Counts counts;
  private final List<Event> events = new ArrayList<>();
  private final List<Visit> visits = new ArrayList<>();
  private String id = "";

  /** {@code known} is shared by all journals of a run. */
  public Journal(String name, boolean reader, Map<Message, Message> known, Counts counts) {
    this.name = name;
    this.reader = reader;
    this.known = known;
    this.counts = counts;
  }

  Counts counts() {
    return counts;
  }

  /** The public id; one secret has one id on every node. */
  void welcome(Incoming.Welcome frame) {
    if (!id.isEmpty() && !id.equals(frame.id())) {
      counts.odd("a client's public id changed from one node to another");
    }
    id = frame.id();
    visits.add(new Visit(now(), frame.node()));
  }

  /** The connection went. */
  void left() {
    if (!visits.isEmpty() && !visits.get(visits.size() - 1).isNowhere()) {
      visits.add(new Visit(now(), Visit.NOWHERE));
    }
  }

  void said(String room, String messageId, String text) {
    counts.said++;
    events.add(new Event.Said(now(), room, messageId, text.hashCode()));
  }

  void sent(String room, String messageId, int link) {
    counts.sent++;
    events.add(new Event.Sent(now(), room, messageId, link));
  }

  void acked(Incoming.Ack ack) {
    events.add(new Event.Acked(now(), ack.room(), ack.id(), ack.epoch(), ack.seq()));
  }

  void joined(Asked asked, Incoming.Joined joined) {
    events.add(
        new Event.Joined(
            now(),
            joined.room(),
            asked,
            joined.epoch(),
            joined.head(),
            joined.first(),
            joined.complete()));
  }

  void reset(Incoming.Reset reset) {
    events.add(new Event.Reset(now(), reset.room(), reset.epoch(), reset.head(), reset.first()));
  }

  void received(long epoch, Incoming.Message frame) {
    counts.received++;
    events.add(new Event.Received(now(), frame.room(), epoch, frame.seq(), message(frame)));
  }

  /** {@code present} is the room's present epoch; a page of a history may be of an older one. */
  void kept(long present, Incoming.Message frame) {
    long epoch = frame.epoch() == 0 ? present : frame.epoch();
    events.add(new Event.Kept(now(), frame.room(), epoch, frame.seq(), message(frame)));
  }

  private Message message(Incoming.Message frame) {
    int text = frame.text() == null ? 0 : frame.text().hashCode();
    Message message = new Message(new MessageId(frame.from(), frame.id()), text);
    Message same = known.putIfAbsent(message, message);
    return same == null ? message : same;
  }

  public ClientLog log() {
    return new ClientLog(name, id, reader, events, visits);
  }

  private static long now() {
    return System.nanoTime();
  }
}
