package chatnode.store.sql;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Placed;
import chatnode.store.Store.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A room in all parts that know it. */
record Room(String name, List<Part> parts) {

  /** Each part has numbers of its own for rooms. */
  record Part(Connection connection, long room) {}

  static Room in(Database.Parts parts, String name) throws SQLException {
    return in(parts.all(), name);
  }

  static Room in(List<Connection> connections, String name) throws SQLException {
    List<Part> known = new ArrayList<>();
    for (Connection connection : connections) {
      Long room = number(connection, name);
      if (room != null) {
        known.add(new Part(connection, room));
      }
    }
    return new Room(name, known);
  }

  static Long number(Connection connection, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select id from room where name = ?")) {
      query.setString(1, name);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : null;
      }
    }
  }

  /** The greatest number stored under an epoch, 0 for none. */
  long head(long epoch) throws SQLException {
    long head = 0;
    for (Part part : parts) {
      try (PreparedStatement query =
          part.connection.prepareStatement(
              "select max(seq) from message where room = ? and epoch = ?")) {
        query.setLong(1, part.room);
        query.setLong(2, epoch);
        try (ResultSet row = query.executeQuery()) {
          head = Math.max(head, row.next() ? row.getLong(1) : 0);
        }
      }
    }
    return head;
  }

  /** The first place of a message on a line, whatever has become of it, or null. */
  Place find(Draft draft, List<Epochs.Segment> line) throws SQLException {
    return all(draft, line).stream()
        .min(Comparator.comparingLong(placed -> placed.entry().seq()))
        .map(placed -> new Place(placed.epoch(), placed.entry().seq(), placed.entry().at()))
        .orElse(null);
  }

  /** A message wherever it is on a line; several parts may have it. */
  List<Placed> all(Draft draft, List<Epochs.Segment> line) throws SQLException {
    List<Placed> all = new ArrayList<>();
    for (Part part : parts) {
      try (PreparedStatement query =
          part.connection.prepareStatement(
              "select epoch, seq, at, draft from message where room = ? and key = ?")) {
        query.setLong(1, part.room);
        query.setLong(2, draft.key());
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            Placed placed = new Placed(row.getLong("epoch"), entry(row));
            if (Epochs.isOn(line, placed.epoch(), placed.entry().seq())
                && placed.entry().draft().sameKey(draft)) {
              all.add(placed);
            }
          }
        }
      }
    }
    return all;
  }

  static Entry entry(ResultSet row) throws SQLException {
    return new Entry(row.getLong("seq"), row.getLong("at"), Draft.of(row.getBytes("draft")));
  }
}
