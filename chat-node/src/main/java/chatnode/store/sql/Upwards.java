package chatnode.store.sql;

import chatnode.protocol.Entry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;

/**
 * The messages of an epoch as they are numbered, over all parts; what two parts have comes once.
 */
final class Upwards {
  private static final int ROWS = 200;

  private Upwards() {}

  /** The next ones behind {@code after}, none at the end. */
  static List<Entry> page(Room room, long epoch, long after) throws SQLException {
    String sql =
        "select seq, at, draft from message where room = ? and epoch = ? and seq > ?"
            + " order by seq limit ?";
    TreeMap<Long, Entry> page = new TreeMap<>();
    long known = Long.MAX_VALUE; // up to here no part has more
    for (Room.Part part : room.parts()) {
      try (PreparedStatement query = part.connection().prepareStatement(sql)) {
        query.setLong(1, part.room());
        query.setLong(2, epoch);
        query.setLong(3, after);
        query.setInt(4, ROWS);
        try (ResultSet row = query.executeQuery()) {
          int rows = 0;
          long last = 0;
          for (; row.next(); rows++) {
            Entry entry = Room.entry(row);
            page.putIfAbsent(entry.seq(), entry);
            last = entry.seq();
          }
          known = rows == ROWS ? Math.min(known, last) : known;
        }
      }
    }
    return Amendments.carriedOut(room, List.copyOf(page.headMap(known, true).values()));
  }
}
