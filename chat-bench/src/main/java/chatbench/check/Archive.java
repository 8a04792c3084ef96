package chatbench.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A room's history as one reader was given it, from the newest message back. */
final class Archive {

  /** Where a message stands, and how many were told before it. */
  record Spot(Place place, int told) {}

  /** Told again, at the same place or at another one. */
  record Repeat(MessageId id, Place first, Place again) {}

  private final String reader;
  private final Map<MessageId, Spot> spots = new HashMap<>();
  private final List<Repeat> repeats = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();

  Archive(String reader) {
    this.reader = reader;
  }

  void add(Event.Kept event) {
    Place place = new Place(event.epoch(), event.seq());
    MessageId id = event.message().id();
    Spot first = spots.putIfAbsent(id, new Spot(place, places.size()));
    if (first != null) {
      repeats.add(new Repeat(id, first.place(), place));
    }
    places.add(place);
  }

  /** Who read it, and where. */
  String reader() {
    return reader;
  }

  boolean has(MessageId id) {
    return spots.containsKey(id);
  }

  /** Null when it is not there. */
  Spot spot(MessageId id) {
    return spots.get(id);
  }

  Map<MessageId, Spot> spots() {
    return spots;
  }

  List<Repeat> repeats() {
    return repeats;
  }

  /** The newest first. */
  List<Place> places() {
    return places;
  }

  /** Where each epoch begins that is told with holes. */
  List<Place> torn() {
    Map<Long, Ranges> epochs = new TreeMap<>();
    places.forEach(
        place -> epochs.computeIfAbsent(place.epoch(), epoch -> new Ranges()).add(place.seq()));
    return epochs.entrySet().stream()
        .filter(epoch -> epoch.getValue().count() > 1)
        .map(epoch -> new Place(epoch.getKey(), epoch.getValue().lowest()))
        .toList();
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  int size() {
    return places.size();
  }
}
