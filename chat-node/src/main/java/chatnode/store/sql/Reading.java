package chatnode.store.sql;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Mark;
import chatnode.protocol.Person;
import chatnode.protocol.Placed;
import chatnode.protocol.Reference;
import chatnode.store.Origin;
import chatnode.store.Store.Page;
import chatnode.store.Store.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is read of one room, on a reader's thread. */
final class Reading {
  private static final long PAGE_BYTES = 256 * 1024;
  private static final long STRAY_BYTES = 16L * 1024 * 1024;
  private static final String WHOLE = "at, draft";

  private final Room room;
  private final Epochs epochs;

  Reading(Database.Parts parts, String name) throws SQLException {
    this.room = Room.in(parts, name);
    this.epochs = Epochs.of(room);
  }

  Room room() {
    return room;
  }

  Epochs epochs() {
    return epochs;
  }

  Page before(long epoch, long before, int max) throws SQLException {
    long last = epoch == 0 ? epochs.present() : epoch;
    List<Placed> messages = new ArrayList<>();
    if (!epochs.has(last)) {
      return new Page(messages, null);
    }
    Mark next = null;
    long bytes = 0;
    try (Walk walk = new Walk(room, epochs.line(last), before, WHOLE, max + 1)) {
      for (ResultSet row = walk.next(); row != null; row = walk.next()) {
        if (messages.size() >= max || bytes >= PAGE_BYTES) {
          Placed oldest = messages.get(messages.size() - 1);
          next = new Mark(room.name(), oldest.epoch(), oldest.entry().seq());
          break;
        }
        Entry entry = Room.entry(row);
        messages.add(new Placed(walk.epoch(), entry));
        bytes += entry.draft().size();
      }
    }
    Collections.reverse(messages);
    return new Page(Amendments.carriedOutAt(room, messages), next);
  }

  List<Place> find(List<Draft> drafts) throws SQLException {
    List<Epochs.Segment> line = presentLine();
    List<Place> places = new ArrayList<>();
    for (Draft draft : drafts) {
      places.add(room.find(draft, line));
    }
    return places;
  }

  /** Whether there is such a message, and it was not deleted. */
  boolean stands(Reference message) throws SQLException {
    Draft draft = Draft.text(new Person(message.from(), ""), message.id(), "");
    for (Placed placed : room.all(draft, presentLine())) {
      Entry entry = placed.entry();
      boolean isMessage = entry.draft().kind() == Draft.Kind.MESSAGE;
      if (isMessage && !Amendments.of(room, List.of(entry)).after(entry).draft().isGone()) {
        return true;
      }
    }
    return false;
  }

  List<Epochs.Segment> presentLine() {
    return epochs.isEmpty() ? List.of() : epochs.line(epochs.present());
  }

  List<Entry> strays(Origin origin) throws SQLException {
    return strays(epochs.line(origin));
  }

  /** As many as memory has room for; when these are on the line, the next ones are strays. */
  List<Entry> strays(List<Epochs.Segment> line) throws SQLException {
    List<Placed> strays = new ArrayList<>();
    long bytes = 0;
    for (long epoch : epochs.numbers()) {
      long beside = 1;
      for (Epochs.Segment segment : line) {
        if (segment.epoch() == epoch) {
          beside = segment.to() == Long.MAX_VALUE ? Long.MAX_VALUE : segment.to() + 1;
        }
      }
      List<Epochs.Segment> rest = List.of(new Epochs.Segment(epoch, beside, Long.MAX_VALUE));
      try (Walk walk = new Walk(room, rest, Long.MAX_VALUE, WHOLE, Integer.MAX_VALUE)) {
        ResultSet row = walk.next();
        while (row != null && bytes < STRAY_BYTES) {
          Entry entry = Room.entry(row);
          if (room.find(entry.draft(), line) == null) {
            strays.add(new Placed(epoch, entry));
            bytes += entry.draft().size();
          }
          row = walk.next();
        }
      }
    }
    return onceInOrder(new ArrayList<>(Amendments.carriedOutAt(room, strays)));
  }

  /** What was appended on both sides of a cut has two places beside the line. */
  private static List<Entry> onceInOrder(List<Placed> strays) {
    strays.sort(
        Comparator.comparingLong((Placed placed) -> placed.entry().at())
            .thenComparingLong(Placed::epoch)
            .thenComparingLong(placed -> placed.entry().seq()));
    Map<Long, List<Draft>> seen = new HashMap<>();
    List<Entry> once = new ArrayList<>();
    for (Placed stray : strays) {
      Draft draft = stray.entry().draft();
      List<Draft> same = seen.computeIfAbsent(draft.key(), key -> new ArrayList<>(1));
      if (same.stream().noneMatch(draft::sameKey)) {
        same.add(draft);
        once.add(stray.entry());
      }
    }
    return once;
  }
}
