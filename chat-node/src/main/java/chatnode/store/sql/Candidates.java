package chatnode.store.sql;

import chatnode.protocol.Placed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Of one part, a page at a time and in an order that is the same everywhere: ids of one millisecond
 * follow no order, so those are put in one together.
 */
final class Candidates {
  private static final int FIRST_ROWS = 64;
  private static final int MAX_ROWS = 512;

  private final Connection connection;
  private final String sql;
  private final String expression;
  private final Map<Long, String> names;
  private final List<Candidate> together = new ArrayList<>();
  private final Deque<Candidate> ready = new ArrayDeque<>();
  private int rowsAtOnce = FIRST_ROWS;
  private long below;
  private boolean isAtEnd;

  Candidates(
      Connection connection, String sql, String expression, Map<Long, String> names, long below) {
    this.connection = connection;
    this.sql = sql;
    this.expression = expression;
    this.names = names;
    this.below = below;
  }

  Candidate peek() throws SQLException {
    while (ready.isEmpty() && !isAtEnd) {
      readPage();
    }
    return ready.peek();
  }

  Candidate take() {
    return ready.poll();
  }

  private void readPage() throws SQLException {
    int given = 0;
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, expression);
      query.setLong(2, below);
      query.setInt(3, rowsAtOnce);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          given++;
          below = row.getLong("id");
          add(row);
        }
      }
    }
    if (given < rowsAtOnce) {
      isAtEnd = true;
      release();
    }
    rowsAtOnce = Math.min(rowsAtOnce * 2, MAX_ROWS);
  }

  private void add(ResultSet row) throws SQLException {
    if (!together.isEmpty() && Ids.timeOf(together.get(0).id()) != Ids.timeOf(below)) {
      release();
    }
    String room = names.get(row.getLong("room"));
    together.add(new Candidate(below, room, new Placed(row.getLong("epoch"), Room.entry(row))));
  }

  private void release() {
    together.sort(null);
    ready.addAll(together);
    together.clear();
  }
}
