package chatnode.store.sql;

import chatnode.protocol.RoomName;
import chatnode.store.Storing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Deletes the oldest messages, few at a time, so that no writer waits for long. An epoch stays,
 * with the last number it had: a room whose messages have all gone goes on where it was. The log of
 * the house stays whole.
 */
final class Retention {
  private static final int STEP = 500;

  /** What was done about people holds for longer than what they said is kept. */
  private static final String GOES =
      " room not in (select id from room where name = '" + RoomName.OF_THE_HOUSE + "')";

  private final Storing storing;
  private final LongSupplier now;
  private final Ids ids;

  private record Numbered(long room, long epoch) {}

  Retention(Storing storing, Ids ids, LongSupplier now) {
    this.ids = ids;
    this.storing = storing;
    this.now = now;
  }

  boolean isByAge() {
    return !storing.keep().isZero();
  }

  boolean isBySize() {
    return storing.keepBytes() > 0;
  }

  /** What has a lower id is too old. */
  long tooOld() {
    return isByAge() ? ids.firstOf(now.getAsLong() - storing.keep().toMillis()) : 0;
  }

  long keepBytes() {
    return storing.keepBytes();
  }

  /** The lowest id, or {@code Long.MAX_VALUE} where there is no message. */
  static long oldest(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("select min(id) from message where" + GOES);
        ResultSet row = query.executeQuery()) {
      long oldest = row.next() ? row.getLong(1) : 0;
      return row.wasNull() ? Long.MAX_VALUE : oldest;
    }
  }

  /** In one transaction; answers how many went. */
  static int step(Database database, Connection connection, long below) throws SQLException {
    try {
      List<Long> ids = new ArrayList<>();
      Map<Numbered, Long> heads = new HashMap<>();
      String sql =
          "select id, room, epoch, seq from message where id < ? and"
              + GOES
              + " order by id limit ?";
      try (PreparedStatement query = connection.prepareStatement(sql)) {
        query.setLong(1, below);
        query.setInt(2, STEP);
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            ids.add(row.getLong(1));
            heads.merge(new Numbered(row.getLong(2), row.getLong(3)), row.getLong(4), Math::max);
          }
        }
      }
      if (!ids.isEmpty()) {
        remember(connection, heads);
        database.delete(connection, ids);
      }
      connection.commit();
      return ids.size();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }

  private static void remember(Connection connection, Map<Numbered, Long> heads)
      throws SQLException {
    String sql = "update epoch set head = ? where room = ? and epoch = ? and head < ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (Map.Entry<Numbered, Long> each : heads.entrySet()) {
        update.setLong(1, each.getValue());
        update.setLong(2, each.getKey().room());
        update.setLong(3, each.getKey().epoch());
        update.setLong(4, each.getValue());
        update.executeUpdate();
      }
    }
  }
}
