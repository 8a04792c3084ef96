package chatbench.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that is known of one room from all logs together: which message stands at which place, and
 * which were acknowledged. A message may stand at one place per epoch; a place holds one message
 * with one text, and an ack that names the place means that message. How long ago a message was
 * first sent makes no difference: no resend of a run comes later than a server must know it.
 */
final class Places {

  /**
   * A message's life as the logs tell it; {@code number} is its index in every client's bit set.
   */
  static final class Entry {
    final MessageId id;
    final int number;
    final Set<Place> delivered = new HashSet<>();
    final Set<Place> acked = new HashSet<>();
    final Set<Integer> texts = new HashSet<>(2);
    long saidAt = Long.MAX_VALUE;
    long ackedAt = Long.MAX_VALUE;

    Entry(MessageId id, int number) {
      this.id = id;
      this.number = number;
    }

    Stream<Place> places() {
      return Stream.concat(acked.stream(), delivered.stream());
    }
  }

  private final String room;
  private final Findings findings;
  private final Map<MessageId, Entry> entries = new LinkedHashMap<>();
  private final Map<Place, List<Message>> held = new LinkedHashMap<>();
  private final Map<Place, Set<MessageId>> promised = new LinkedHashMap<>();

  Places(String room, Findings findings) {
    this.room = room;
    this.findings = findings;
  }

  Collection<Entry> entries() {
    return entries.values();
  }

  boolean isAcked(MessageId id) {
    Entry entry = entries.get(id);
    return entry != null && !entry.acked.isEmpty();
  }

  void said(MessageId id, int text, long at) {
    Entry entry = entry(id);
    entry.texts.add(text);
    entry.saidAt = Math.min(entry.saidAt, at);
  }

  Entry delivered(String client, Place place, Message message) {
    claim(client, place, message);
    Entry entry = entry(message.id());
    entry.delivered.add(place);
    return entry;
  }

  /** Which text the log has is not said: it may be that of another resend. */
  void acked(Place place, MessageId id, long at) {
    Entry entry = entry(id);
    entry.acked.add(place);
    entry.ackedAt = Math.min(entry.ackedAt, at);
    promised.computeIfAbsent(place, key -> new LinkedHashSet<>(2)).add(id);
  }

  private Entry entry(MessageId id) {
    return entries.computeIfAbsent(id, key -> new Entry(key, entries.size()));
  }

  /** Each message beyond the first at a place is one divergence, however many clients saw it. */
  private void claim(String client, Place place, Message message) {
    List<Message> holders = held.computeIfAbsent(place, key -> new ArrayList<>(1));
    if (holders.contains(message)) {
      return;
    }
    holders.add(message);
    if (holders.size() > 1) {
      MessageId other = holders.get(0).id();
      String what =
          other.equals(message.id())
              ? message.id() + " was delivered here with another text"
              : message.id() + " was delivered here, where others have " + other;
      findings.add(Violation.DIVERGENCE, room, client, place, what);
    }
  }

  /** What only all logs together can tell. */
  void finish() {
    promised.forEach(this::holdsWhatWasPromised);
    held.forEach(this::holdsWhatWasSaid);
    entries.values().forEach(this::standsOnce);
  }

  private void holdsWhatWasPromised(Place place, Set<MessageId> ids) {
    List<Message> holders = held.getOrDefault(place, List.of());
    MessageId first = holders.isEmpty() ? ids.iterator().next() : holders.get(0).id();
    for (MessageId id : ids) {
      if (!id.equals(first) && holders.stream().noneMatch(message -> message.id().equals(id))) {
        String what = id + " was acknowledged here, where others have " + first;
        findings.add(Violation.DIVERGENCE, room, id.from(), place, what);
      }
    }
  }

  /** Where texts differ that has been found already; here all have the same wrong one. */
  private void holdsWhatWasSaid(Place place, List<Message> holders) {
    Message message = holders.get(0);
    Set<Integer> texts = entries.get(message.id()).texts;
    if (holders.size() == 1 && !texts.isEmpty() && !texts.contains(message.text())) {
      String what = message.id() + " has a text here that its author never said";
      findings.add(Violation.DIVERGENCE, room, message.id().from(), place, what);
    }
  }

  /** Stored twice, or acknowledged where it does not stand. */
  private void standsOnce(Entry entry) {
    Map<Long, Place> stands = new HashMap<>();
    entry.delivered.stream()
        .sorted(Comparator.comparingLong(Place::seq))
        .forEach(
            place -> {
              Place first = stands.putIfAbsent(place.epoch(), place);
              if (first != null) {
                String what = entry.id + " stands here and at seq " + first.seq() + " as well";
                findings.add(Violation.REPEATED, room, entry.id.from(), place, what);
              }
            });
    for (Place place : entry.acked) {
      Place first = stands.get(place.epoch());
      if (first != null && !held.containsKey(place) && promised.get(place).size() == 1) {
        String what = entry.id + " was acknowledged here and delivered at seq " + first.seq();
        findings.add(Violation.DIVERGENCE, room, entry.id.from(), place, what);
      }
    }
  }
}
