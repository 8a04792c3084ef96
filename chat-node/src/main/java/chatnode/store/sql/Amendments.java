package chatnode.store.sql;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Placed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Edits and deletions, as all parts have them. In the part of another node what they change may not
 * be changed yet ({@link Sweep}): whoever reads it is given it as if it were.
 */
final class Amendments {
  private static final int KEYS = 200;

  static final Comparator<Entry> IN_ORDER =
      Comparator.comparingLong(Entry::at).thenComparingLong(Entry::seq);

  private final Map<Long, List<Entry>> byKey = new HashMap<>();

  private Amendments() {}

  /** Those of these messages, and of what these edits change. */
  static Amendments of(Room room, List<Entry> entries) throws SQLException {
    Set<Long> keys = new TreeSet<>();
    entries.forEach(entry -> add(entry.draft(), keys));
    Amendments all = new Amendments();
    for (Room.Part part : keys.isEmpty() ? List.<Room.Part>of() : room.parts()) {
      if (!hasAny(part)) {
        continue; // as in most rooms
      }
      for (Entry change : read(part.connection(), part.room(), List.copyOf(keys))) {
        all.byKey.computeIfAbsent(change.draft().targetKey(), key -> new ArrayList<>()).add(change);
      }
    }
    all.byKey.values().forEach(changes -> changes.sort(IN_ORDER));
    return all;
  }

  private static boolean hasAny(Room.Part part) throws SQLException {
    try (PreparedStatement query =
        part.connection().prepareStatement("select 1 from amendment where room = ? limit 1")) {
      query.setLong(1, part.room());
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  private static void add(Draft draft, Set<Long> keys) {
    if (draft.isEditWithText()) {
      keys.add(draft.targetKey());
    } else if (draft.kind() == Draft.Kind.MESSAGE && !draft.isGone()) {
      keys.add(draft.key());
    }
  }

  /** Those in one part, of messages with one of these keys. */
  static List<Entry> read(Connection connection, long room, List<Long> keys) throws SQLException {
    List<Entry> changes = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += KEYS) {
      List<Long> some = keys.subList(from, Math.min(keys.size(), from + KEYS));
      String sql =
          "select m.seq, m.at, m.draft from amendment a join message m on m.id = a.id"
              + " where a.room = ? and a.key in (?"
              + ", ?".repeat(some.size() - 1)
              + ")";
      try (PreparedStatement query = connection.prepareStatement(sql)) {
        query.setLong(1, room);
        for (int i = 0; i < some.size(); i++) {
          query.setLong(i + 2, some.get(i));
        }
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            changes.add(Room.entry(row));
          }
        }
      }
    }
    return changes;
  }

  Entry after(Entry entry) {
    Draft draft = entry.draft();
    long key = draft.kind() == Draft.Kind.MESSAGE ? draft.key() : draft.targetKey();
    Entry left = entry;
    for (Entry change : byKey.getOrDefault(key, List.of())) {
      left = left.after(change);
    }
    return left;
  }

  /** Entries as all that is known of them leaves them. */
  static List<Entry> carriedOut(Room room, List<Entry> entries) throws SQLException {
    Amendments amendments = of(room, entries);
    return amendments.byKey.isEmpty() ? entries : entries.stream().map(amendments::after).toList();
  }

  static List<Placed> carriedOutAt(Room room, List<Placed> messages) throws SQLException {
    Amendments amendments = of(room, messages.stream().map(Placed::entry).toList());
    return amendments.byKey.isEmpty()
        ? messages
        : messages.stream()
            .map(each -> new Placed(each.epoch(), amendments.after(each.entry())))
            .toList();
  }
}
