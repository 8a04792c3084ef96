package chatnode.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Back through the numbers of a line, over all parts at once; what two parts have comes once.
 *
 * <p>No reader may be longer than a page, for while there is one a write-ahead log cannot begin
 * anew: so many rows are asked for at once, and the next ones by another query.
 */
final class Walk implements AutoCloseable {
  private static final int ROWS = 256;

  private final Room room;
  private final List<Epochs.Segment> line;
  private final String sql;
  private final int rowsAtOnce;
  private final List<Cursor> cursors = new ArrayList<>();
  private int segment = -1;
  private long below;

  /** Of one part. */
  private final class Cursor {
    final PreparedStatement query;
    final ResultSet rows;
    long seq;
    int given;

    Cursor(Room.Part part, long from, long to) throws SQLException {
      query = part.connection().prepareStatement(sql);
      query.setLong(1, part.room());
      query.setLong(2, epoch());
      query.setLong(3, from);
      query.setLong(4, to);
      query.setInt(5, rowsAtOnce);
      rows = query.executeQuery();
    }

    boolean next() throws SQLException {
      if (!rows.next()) {
        return false;
      }
      seq = rows.getLong(1);
      given++;
      return true;
    }
  }

  /** {@code columns} beside the number, which is always there. */
  Walk(Room room, List<Epochs.Segment> line, long below, String columns, int atMost) {
    this.room = room;
    this.line = line;
    this.below = below;
    this.rowsAtOnce = Math.min(atMost, ROWS);
    this.sql =
        "select seq, "
            + columns
            + " from message where room = ? and epoch = ? and seq between ? and ?"
            + " order by seq desc limit ?";
  }

  /** The epoch of the row that was given last. */
  long epoch() {
    return line.get(segment).epoch();
  }

  /** The next row downwards, or null at the beginning of the line. */
  ResultSet next() throws SQLException {
    while (true) {
      if (hasPassed()) {
        close();
        open();
      } else if (cursors.isEmpty()) {
        segment++;
        if (segment == line.size()) {
          return null;
        }
        open();
      } else {
        Cursor highest = highest();
        below = highest.seq;
        return highest.rows;
      }
    }
  }

  private void open() throws SQLException {
    long from = line.get(segment).from();
    long to = Math.min(line.get(segment).to(), below - 1);
    for (Room.Part part : to < from ? List.<Room.Part>of() : room.parts()) {
      Cursor cursor = new Cursor(part, from, to);
      cursors.add(cursor);
      if (!cursor.next()) {
        cursors.remove(cursor);
        cursor.query.close();
      }
    }
  }

  /**
   * Takes all beyond what was given; answers whether one was at its end that may not be the end.
   */
  private boolean hasPassed() throws SQLException {
    for (Iterator<Cursor> each = cursors.iterator(); each.hasNext(); ) {
      Cursor cursor = each.next();
      if (cursor.seq < below || cursor.next()) {
        continue;
      }
      if (cursor.given == rowsAtOnce) {
        return true;
      }
      cursor.query.close();
      each.remove();
    }
    return false;
  }

  private Cursor highest() {
    Cursor highest = cursors.get(0);
    for (Cursor cursor : cursors) {
      highest = cursor.seq > highest.seq ? cursor : highest;
    }
    return highest;
  }

  @Override
  public void close() throws SQLException {
    for (Cursor cursor : cursors) {
      cursor.query.close();
    }
    cursors.clear();
  }
}
