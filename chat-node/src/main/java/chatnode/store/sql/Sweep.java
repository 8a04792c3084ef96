package chatnode.store.sql;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Carries out edits and deletions on the rows of one part, so that no text stays that was replaced
 * or deleted: those that are written here at once, in the same transaction, and those of the parts
 * of other nodes, which only their own node may write, a moment after they came.
 *
 * <p>What was said here may be written after somebody elsewhere has deleted it. So keys are
 * remembered for a while, and a row that comes late is looked at again.
 */
final class Sweep {
  private static final int MANY = 20_000;
  private static final int STEP = 100;
  private static final int BACK = 200;

  private final Database database;
  private final Map<String, Long> marks = new TreeMap<>();

  /** Of messages that were changed lately; one that is taken for another costs a look. */
  private final Map<Long, Boolean> changed =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
          return size() > MANY;
        }
      };

  /** Rows that came late: other parts may have changes of them. */
  private final Set<Key> late = new LinkedHashSet<>();

  /** Of one table that all share: the last change that was looked at, and those before it. */
  private final Set<Long> seen = new LinkedHashSet<>();

  private long last = -1;

  private record Key(long room, long key) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return room == other.room ? Long.compare(key, other.key) : Long.compare(room, other.room);
    }
  }

  /** A change that another part has. */
  private record Foreign(long number, long key, String room) {}

  Sweep(Database database) {
    this.database = database;
  }

  // ---- what is written here

  /** These were inserted, in the transaction that goes on. */
  void inserted(Connection writer, List<Row> rows) throws SQLException {
    TreeSet<Key> toDo = new TreeSet<>();
    for (Row row : rows) {
      Draft draft = row.entry().draft();
      if (draft.kind() != Draft.Kind.MESSAGE) {
        note(writer, row);
        toDo.add(new Key(row.room(), draft.targetKey()));
        changed.put(draft.targetKey(), true);
      } else if (!changed.isEmpty() && changed.containsKey(draft.key())) {
        toDo.add(new Key(row.room(), draft.key()));
        late.add(new Key(row.room(), draft.key()));
      }
    }
    for (Key each : toDo) { // always in one order, for those that share a table
      carryOut(writer, each.room, each.key, List.of());
    }
  }

  private static void note(Connection writer, Row row) throws SQLException {
    String sql = "insert into amendment (id, room, key) values (?, ?, ?) on conflict do nothing";
    try (PreparedStatement insert = writer.prepareStatement(sql)) {
      insert.setLong(1, row.id());
      insert.setLong(2, row.room());
      insert.setLong(3, row.entry().draft().targetKey());
      insert.executeUpdate();
    }
  }

  /** On what this part has under a key; {@code others} are changes that only other parts have. */
  void carryOut(Connection writer, long room, long key, List<Entry> others) throws SQLException {
    changed.put(key, true);
    List<Row> rows = rows(writer, "select * from message where room = ? and key = ?", room, key);
    List<Row> own =
        rows(
            writer,
            "select m.* from amendment a join message m on m.id = a.id"
                + " where a.room = ? and a.key = ?",
            room,
            key);
    List<Entry> changes = new ArrayList<>(others);
    own.forEach(row -> changes.add(row.entry()));
    changes.sort(Amendments.IN_ORDER);
    rows.addAll(own);
    for (Row row : rows) {
      Entry left = row.entry();
      for (Entry change : changes) {
        left = left.after(change);
      }
      if (!Arrays.equals(left.draft().bytes(), row.entry().draft().bytes())) {
        database.rewrite(writer, new Row(row.id(), row.room(), row.epoch(), left));
      }
    }
  }

  private static List<Row> rows(Connection writer, String sql, long room, long key)
      throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement query = writer.prepareStatement(sql)) {
      query.setLong(1, room);
      query.setLong(2, key);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          rows.add(new Row(row.getLong("id"), room, row.getLong("epoch"), Room.entry(row)));
        }
      }
    }
    return rows;
  }

  // ---- what others have written

  /** A step of it, in a transaction of its own; answers whether there was anything. */
  boolean carryOutOthers(Connection writer, Map<String, Connection> others) throws SQLException {
    try {
      boolean isAnything = !late.isEmpty();
      for (Key each : late) {
        carryOut(writer, new Foreign(0, each.key, name(writer, each.room)), others);
      }
      for (Map.Entry<String, Connection> each : others.entrySet()) {
        List<Foreign> changes = behind(each.getValue(), mark(writer, each.getKey()));
        for (Foreign change : changes) {
          carryOut(writer, change, others);
        }
        if (!changes.isEmpty()) {
          isAnything = true;
          remember(writer, each.getKey(), changes.get(changes.size() - 1).number);
        }
      }
      writer.commit();
      late.clear();
      return isAnything;
    } catch (SQLException e) {
      marks.clear(); // as they were stored before
      throw e;
    }
  }

  private static String name(Connection writer, long room) throws SQLException {
    try (PreparedStatement query = writer.prepareStatement("select name from room where id = ?")) {
      query.setLong(1, room);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getString(1) : "";
      }
    }
  }

  /**
   * Where all write into one table: what was said and what deletes it may have been written at the
   * same time by two who did not see each other. Numbers are given before they are committed: the
   * last ones are looked at again.
   */
  void carryOutLate(Connection writer) throws SQLException {
    late.clear();
    String sql = "select number, room, key from amendment where number > ? order by number";
    Map<Long, Key> news = new TreeMap<>();
    try (PreparedStatement query = writer.prepareStatement(sql)) {
      query.setLong(1, last < 0 ? newest(writer) - BACK : last - BACK);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          news.put(row.getLong(1), new Key(row.getLong(2), row.getLong(3)));
        }
      }
    }
    for (Map.Entry<Long, Key> each : news.entrySet()) {
      last = Math.max(last, each.getKey());
      if (!seen.contains(each.getKey())) {
        carryOut(writer, each.getValue().room, each.getValue().key, List.of());
        writer.commit();
      }
    }
    writer.commit();
    seen.retainAll(news.keySet());
    seen.addAll(news.keySet());
  }

  private static long newest(Connection writer) throws SQLException {
    try (PreparedStatement query = writer.prepareStatement("select max(number) from amendment");
        ResultSet row = query.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private void carryOut(Connection writer, Foreign change, Map<String, Connection> others)
      throws SQLException {
    changed.put(change.key, true);
    Long own = Room.number(writer, change.room);
    if (own == null) {
      return;
    }
    List<Entry> changes = new ArrayList<>();
    for (Room.Part part : Room.in(List.copyOf(others.values()), change.room).parts()) {
      changes.addAll(Amendments.read(part.connection(), part.room(), List.of(change.key)));
    }
    carryOut(writer, own, change.key, changes);
  }

  /** Whether a part has changes that were not carried out on {@code connection}'s. */
  static boolean isDue(Connection connection, Map<String, Connection> others) throws SQLException {
    for (Map.Entry<String, Connection> each : others.entrySet()) {
      if (!behind(each.getValue(), stored(connection, each.getKey())).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static List<Foreign> behind(Connection other, long mark) throws SQLException {
    String sql =
        "select a.number, a.key, r.name from amendment a join room r on r.id = a.room"
            + " where a.number > ? order by a.number limit ?";
    List<Foreign> changes = new ArrayList<>();
    try (PreparedStatement query = other.prepareStatement(sql)) {
      query.setLong(1, mark);
      query.setInt(2, STEP);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          changes.add(new Foreign(row.getLong(1), row.getLong(2), row.getString(3)));
        }
      }
    }
    return changes;
  }

  private long mark(Connection writer, String file) throws SQLException {
    Long known = marks.get(file);
    if (known == null) {
      known = stored(writer, file);
      marks.put(file, known);
    }
    return known;
  }

  private static long stored(Connection connection, String file) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select number from swept where file = ?")) {
      query.setString(1, file);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  private void remember(Connection writer, String file, long number) throws SQLException {
    String sql =
        "insert into swept (file, number) values (?, ?)"
            + " on conflict (file) do update set number = excluded.number";
    try (PreparedStatement upsert = writer.prepareStatement(sql)) {
      upsert.setString(1, file);
      upsert.setLong(2, number);
      upsert.executeUpdate();
    }
    marks.put(file, number);
  }
}
