package chatnode.store.sql;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.store.Origin;
import chatnode.store.Store.Closing;
import chatnode.store.Store.Conflict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One transaction for all that waits. It may be run again after any failure, the unknown outcome of
 * a commit included: what is there already is compared, not written.
 */
final class Batch {
  private final Database database;
  private final Connection connection;
  private final Known known;
  private final Ids ids;
  private final Map<String, Long> rooms = new HashMap<>();
  private final List<Known.Epoch> epochs = new ArrayList<>();
  private final Map<Job, Conflict> conflicts = new HashMap<>();

  Batch(Database database, Connection connection, Known known) {
    this(database, connection, known, database.ids());
  }

  Batch(Database database, Connection connection, Known known, Ids ids) {
    this.database = database;
    this.connection = connection;
    this.known = known;
    this.ids = ids;
  }

  /**
   * Answers those that cannot be, in which case nothing was written and the rest is to be again.
   */
  Map<Job, Conflict> write(List<Job> jobs) throws SQLException {
    List<Row> rows = new ArrayList<>();
    Map<Row, Job> owners = new IdentityHashMap<>();
    for (Job job : jobs) {
      if (job.origin() != null) {
        long room = room(job.room());
        begin(room, job.origin());
        for (Entry entry : job.entries()) {
          Row row = new Row(ids.at(entry.at()), room, job.origin().epoch(), entry);
          rows.add(row);
          owners.put(row, job);
        }
      }
    }
    insert(rows, owners);
    if (!conflicts.isEmpty()) {
      connection.rollback();
      return conflicts;
    }
    for (Job job : jobs) {
      for (Closing closing : job.closings()) {
        close(room(closing.room()), closing);
      }
    }
    connection.commit();
    known.learn(rooms, epochs);
    return conflicts;
  }

  private void insert(List<Row> rows, Map<Row, Job> owners) throws SQLException {
    List<Row> taken = rows.isEmpty() ? rows : database.insert(connection, rows);
    List<Row> inserted = rows;
    if (!taken.isEmpty()) {
      Set<Row> left = Collections.newSetFromMap(new IdentityHashMap<>());
      left.addAll(taken);
      inserted = new ArrayList<>(rows);
      inserted.removeIf(left::contains);
      inserted.addAll(compare(taken, owners));
    }
    if (conflicts.isEmpty()) {
      database.sweep().inserted(connection, inserted);
    }
  }

  private long room(String name) throws SQLException {
    Long number = known.room(name);
    number = number == null ? rooms.get(name) : number;
    if (number == null) {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into room (name) values (?) on conflict do nothing")) {
        insert.setString(1, name);
        insert.executeUpdate();
      }
      number = Room.number(connection, name);
      rooms.put(name, number);
    }
    return number;
  }

  private void begin(long room, Origin origin) throws SQLException {
    Known.Epoch epoch = new Known.Epoch(room, origin.epoch(), origin.turn());
    if (known.has(epoch) || epochs.contains(epoch)) {
      return;
    }
    String sql =
        "insert into epoch (room, epoch, turn, parent, after, closed) values (?, ?, ?, ?, ?, null)"
            + " on conflict (room, epoch) do update set"
            + " parent = excluded.parent, after = excluded.after,"
            + " closed = case when excluded.turn > epoch.turn then null else epoch.closed end,"
            + " turn = case when excluded.turn > epoch.turn then excluded.turn else epoch.turn end"
            + " where excluded.turn > epoch.turn or epoch.parent is null";
    turn(sql, room, origin.epoch(), origin.turn(), origin.parent(), origin.after());
    epochs.add(epoch);
  }

  private void close(long room, Closing closing) throws SQLException {
    String sql =
        "insert into epoch (room, epoch, turn, closed) values (?, ?, ?, ?)"
            + " on conflict (room, epoch) do update set turn = excluded.turn,"
            + " closed = excluded.closed where excluded.turn >= epoch.turn";
    turn(sql, room, closing.epoch(), closing.turn(), closing.head());
  }

  private void turn(String sql, Object... values) throws SQLException {
    try (PreparedStatement upsert = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        upsert.setObject(i + 1, values[i], Types.BIGINT);
      }
      upsert.executeUpdate();
    }
  }

  /**
   * It may be the same that is there, whatever has become of it; or only the id that was thought of
   * is another's. Answers those that were inserted under another id.
   */
  private List<Row> compare(List<Row> taken, Map<Row, Job> owners) throws SQLException {
    List<Row> inserted = new ArrayList<>();
    String sql = "select draft from message where room = ? and epoch = ? and seq = ?";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (Row row : taken) {
        byte[] draft = drafted(query, row);
        for (int tries = 1; draft == null; tries++) {
          Row again = row.withId(ids.another(row.entry().at(), tries));
          if (database.insert(connection, List.of(again)).isEmpty()) {
            inserted.add(again);
          }
          draft = drafted(query, row);
        }
        if (!Draft.of(draft).isSameAs(row.entry().draft())) {
          Job owner = owners.get(row);
          conflicts.putIfAbsent(owner, new Conflict(owner.room(), row.epoch(), row.entry().seq()));
        }
      }
    }
    return inserted;
  }

  private static byte[] drafted(PreparedStatement query, Row row) throws SQLException {
    query.setLong(1, row.room());
    query.setLong(2, row.epoch());
    query.setLong(3, row.entry().seq());
    try (ResultSet found = query.executeQuery()) {
      return found.next() ? found.getBytes(1) : null;
    }
  }
}
