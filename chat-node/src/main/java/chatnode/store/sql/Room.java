package chatnode.store.sql;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.store.Store.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A room in all parts that know it. */
record Room(String name, List<Part> parts) {

  /** Each part has numbers of its own for rooms. */
  record Part(Connection connection, long room) {}

  static Room in(Database.Parts parts, String name) throws SQLException {
    List<Part> known = new ArrayList<>();
    for (Connection connection : parts.all()) {
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

  /** The first place of a message on a line, or null. */
  Place find(Draft draft, List<Epochs.Segment> line) throws SQLException {
    Place first = null;
    for (Part part : parts) {
      try (PreparedStatement query =
          part.connection.prepareStatement(
              "select epoch, seq, at, draft from message where room = ? and key = ?")) {
        query.setLong(1, part.room);
        query.setLong(2, draft.key());
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            Place place = new Place(row.getLong(1), row.getLong(2), row.getLong(3));
            if (Epochs.isOn(line, place.epoch(), place.seq())
                && (first == null || place.seq() < first.seq())
                && Draft.of(row.getBytes(4)).sameKey(draft)) {
              first = place;
            }
          }
        }
      }
    }
    return first;
  }

  static Entry entry(ResultSet row) throws SQLException {
    return new Entry(row.getLong("seq"), row.getLong("at"), Draft.of(row.getBytes("draft")));
  }
}
