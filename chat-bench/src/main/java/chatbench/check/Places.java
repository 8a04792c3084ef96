package chatbench.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that is known of one room from all logs together: which message stands at which place, and
 * which were acknowledged. A message may stand at one place per epoch; a place holds one message.
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
    long saidAt = Long.MAX_VALUE;

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
  private final Map<Place, List<Message>> places = new HashMap<>();
  private final Map<Long, Long> reach = new HashMap<>();

  Places(String room, Findings findings) {
    this.room = room;
    this.findings = findings;
  }

  Collection<Entry> entries() {
    return entries.values();
  }

  void said(MessageId id, long at) {
    Entry entry = entry(id);
    entry.saidAt = Math.min(entry.saidAt, at);
  }

  Entry delivered(String client, Place place, Message message) {
    claim(client, place, message, "delivered");
    Entry entry = entry(message.id());
    entry.delivered.add(place);
    return entry;
  }

  void acked(String client, Place place, Message message) {
    claim(client, place, message, "acknowledged");
    entry(message.id()).acked.add(place);
  }

  /** A room that has begun to trim shows how many messages it keeps. */
  void declared(long epoch, long first, long head) {
    if (first > 1) {
      reach.merge(epoch, head - first + 1, Math::max);
    }
  }

  private Entry entry(MessageId id) {
    return entries.computeIfAbsent(id, key -> new Entry(key, entries.size()));
  }

  /** Each message beyond the first at a place is one divergence, however many clients saw it. */
  private void claim(String client, Place place, Message message, String how) {
    List<Message> holders = places.computeIfAbsent(place, key -> new ArrayList<>(1));
    if (holders.contains(message)) {
      return;
    }
    holders.add(message);
    if (holders.size() > 1) {
      MessageId other = holders.get(0).id();
      String what =
          other.equals(message.id())
              ? message.id() + " was " + how + " here with another text"
              : message.id() + " was " + how + " here, where others have " + other;
      findings.add(Violation.DIVERGENCE, room, client, place, what);
    }
  }

  /**
   * One message at two places of an epoch: stored twice, or acknowledged where it does not stand.
   */
  void finish() {
    for (Entry entry : entries.values()) {
      Map<Long, Place> first = new HashMap<>();
      entry.delivered.stream()
          .sorted(Comparator.comparingLong(Place::seq))
          .forEach(place -> standsOnce(entry, first.putIfAbsent(place.epoch(), place), place));
      for (Place place : entry.acked) {
        Place stands = first.get(place.epoch());
        if (stands != null
            && !entry.delivered.contains(place)
            && places.get(place).size() == 1
            && isWithinReach(place, stands)) {
          String what = entry.id + " was acknowledged here and delivered at seq " + stands.seq();
          findings.add(Violation.DIVERGENCE, room, entry.id.from(), place, what);
        }
      }
    }
  }

  /**
   * A resend is recognised as far back as the log reaches; from further away it is a new message.
   */
  private void standsOnce(Entry entry, Place first, Place again) {
    if (first == null) {
      return;
    }
    if (isWithinReach(first, again)) {
      String what = entry.id + " stands here and at seq " + first.seq() + " as well";
      findings.add(Violation.REPEATED, room, entry.id.from(), again, what);
    }
  }

  private boolean isWithinReach(Place one, Place other) {
    Long kept = reach.get(one.epoch());
    return kept == null || Math.abs(one.seq() - other.seq()) <= kept;
  }
}
