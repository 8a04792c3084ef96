package chatnode.store.sql;

import chatnode.protocol.Placed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Of one part, a page at a time, the newest first. Ids rise with time but for a little: one is held
 * back until nothing that follows can be newer.
 */
final class Candidates {
  private static final int FIRST_ROWS = 64;
  private static final int MAX_ROWS = 512;

  private final Database database;
  private final Connection connection;
  private final Words words;
  private final Map<Long, String> names;
  private final Ids ids;
  private final PriorityQueue<Candidate> held = new PriorityQueue<>();
  private int rowsAtOnce = FIRST_ROWS;
  private long below;
  private boolean isAtEnd;

  Candidates(
      Database database, Connection connection, Words words, Map<Long, String> names, long below) {
    this.database = database;
    this.connection = connection;
    this.words = words;
    this.ids = database.ids();
    this.names = names;
    this.below = below;
  }

  Candidate peek() throws SQLException {
    while (!isAtEnd && (held.isEmpty() || held.peek().at() <= ids.timeOf(below))) {
      readPage();
    }
    return held.peek();
  }

  Candidate take() {
    return held.poll();
  }

  private void readPage() throws SQLException {
    int given = 0;
    try (PreparedStatement query =
            database.candidates(connection, names.keySet(), words, below, rowsAtOnce);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        given++;
        below = row.getLong("id");
        String room = names.get(row.getLong("room"));
        held.add(new Candidate(room, new Placed(row.getLong("epoch"), Room.entry(row))));
      }
    }
    isAtEnd = given < rowsAtOnce;
    rowsAtOnce = Math.min(rowsAtOnce * 2, MAX_ROWS);
  }
}
