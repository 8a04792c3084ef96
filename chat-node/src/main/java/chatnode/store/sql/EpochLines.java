package chatnode.store.sql;

import chatnode.protocol.Line;
import chatnode.store.Origin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** Epochs on their way from one store to another. */
final class EpochLines {
  private static final String INSERT =
      "insert into epoch (room, epoch, turn, parent, after, head)"
          + " select id, ?, ?, ?, ?, ? from room where name = ?"
          + " on conflict (room, epoch) do update set"
          + " parent = coalesce(epoch.parent, excluded.parent),"
          + " after = coalesce(epoch.after, excluded.after),"
          + " head = case when excluded.head > epoch.head then excluded.head else epoch.head end,"
          + " closed = case when excluded.turn > epoch.turn then null else epoch.closed end,"
          + " turn = case when excluded.turn > epoch.turn then excluded.turn else epoch.turn end";

  private EpochLines() {}

  /** The oldest first. */
  static List<Line.Epoch> of(Room room) throws SQLException {
    Epochs epochs = Epochs.of(room);
    List<Line.Epoch> lines = new ArrayList<>();
    for (long epoch : epochs.numbers()) {
      long turn = epochs.turn(epoch);
      Origin origin = epochs.origin(epoch, turn);
      long head = Math.max(room.head(epoch), epochs.leastHead(epoch));
      lines.add(
          new Line.Epoch(
              room.name(),
              epoch,
              turn,
              origin.parent(),
              origin.after(),
              epochs.closed(epoch),
              head));
    }
    return lines;
  }

  /**
   * Writes one as open, before its messages come: whoever opens the room while some are missing
   * begins a new one behind all of them.
   */
  static void begin(Connection writer, Line.Epoch line) throws SQLException {
    try (PreparedStatement room =
            writer.prepareStatement("insert into room (name) values (?) on conflict do nothing");
        PreparedStatement epoch = writer.prepareStatement(INSERT)) {
      room.setString(1, line.room());
      room.executeUpdate();
      long[] numbers = {line.epoch(), line.turn(), line.parent(), line.after(), line.head()};
      for (int i = 0; i < numbers.length; i++) {
        epoch.setObject(i + 1, numbers[i], Types.BIGINT);
      }
      epoch.setString(numbers.length + 1, line.room());
      epoch.executeUpdate();
    }
  }
}
