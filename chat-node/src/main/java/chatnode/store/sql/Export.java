package chatnode.store.sql;

import chatnode.protocol.Entry;
import chatnode.protocol.Line;
import chatnode.protocol.LineWriter;
import chatnode.protocol.RoomName;
import chatnode.store.Moved;
import chatnode.store.StoreProblem;
import chatnode.store.Storing;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * All that a store has as lines: room by room, in each the epochs as they came, in each its
 * messages as they are numbered.
 *
 * <p>Read in pages, each of which shows one moment: who exports a store in use has what was there
 * when its room was read. The rooms of a part that an earlier part knows came with that one.
 */
public final class Export implements AutoCloseable {
  private static final int ROOMS = 500;

  private final Source source;
  private LineWriter lines;
  private Consumer<Moved> progress;
  private long rooms;
  private long messages;

  private Export(Source source) {
    this.source = source;
  }

  /** Password of PostgreSQL, or null. */
  public static Export of(Storing storing, String password) throws StoreProblem {
    return new Export(Stores.toRead(storing, password));
  }

  /** {@code progress} hears of it after every page. */
  public Moved write(OutputStream out, Consumer<Moved> listener) throws IOException, StoreProblem {
    lines = new LineWriter(out);
    progress = listener;
    lines.write(new Line.Begin(Line.FORMAT));
    byte[] key = source.identityKey();
    if (key != null) {
      lines.write(new Line.IdentityKey(key));
    }
    try {
      writeRooms();
    } catch (SQLException e) {
      throw new StoreProblem(
          "the store "
              + source.place()
              + " cannot be read: "
              + source.trouble(e).sentence()
              + ". Put that right and export it again",
          e);
    }
    lines.write(new Line.End(rooms, messages));
    lines.flush();
    return moved();
  }

  private Moved moved() {
    return new Moved(rooms, messages, 0);
  }

  private void writeRooms() throws SQLException, IOException {
    int parts;
    try (Source.Parts all = source.parts()) {
      parts = all.all().size();
    }
    for (int part = 0; part < parts; part++) {
      long last = -1;
      List<Numbered> page = page(part, last);
      while (!page.isEmpty()) {
        for (Numbered room : page) {
          if (room.isNew()) {
            write(room.name());
          }
          last = room.number();
        }
        page = page(part, last);
      }
    }
  }

  /** A room in one part, and whether no earlier one has it. */
  private record Numbered(long number, String name, boolean isNew) {}

  private List<Numbered> page(int part, long after) throws SQLException {
    String sql = "select id, name from room where id > ? order by id limit ?";
    List<Numbered> page = new ArrayList<>();
    try (Source.Parts parts = source.parts()) {
      List<Connection> all = parts.all();
      if (part >= all.size()) {
        return page;
      }
      try (PreparedStatement query = all.get(part).prepareStatement(sql)) {
        query.setLong(1, after);
        query.setInt(2, ROOMS);
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            String name = row.getString(2);
            page.add(new Numbered(row.getLong(1), name, isNew(all.subList(0, part), name)));
          }
        }
      }
    }
    return page;
  }

  private static boolean isNew(List<Connection> earlier, String name) throws SQLException {
    for (Connection connection : earlier) {
      if (Room.number(connection, name) != null) {
        return false;
      }
    }
    return true;
  }

  private void write(String name) throws SQLException, IOException {
    rooms += name.equals(RoomName.OF_THE_HOUSE) ? 0 : 1; // nobody talks there
    List<Line.Epoch> epochs;
    try (Source.Parts parts = source.parts()) {
      epochs = EpochLines.of(Room.in(parts, name));
    }
    for (Line.Epoch epoch : epochs) {
      lines.write(epoch);
      long last = 0;
      List<Entry> page = page(name, epoch.epoch(), last);
      while (!page.isEmpty()) {
        for (Entry entry : page) {
          lines.write(new Line.Message(name, epoch.epoch(), entry));
          last = entry.seq();
        }
        messages += page.size();
        progress.accept(moved());
        page = page(name, epoch.epoch(), last);
      }
    }
    progress.accept(moved());
  }

  private List<Entry> page(String room, long epoch, long after) throws SQLException {
    try (Source.Parts parts = source.parts()) {
      return Upwards.page(Room.in(parts, room), epoch, after);
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
