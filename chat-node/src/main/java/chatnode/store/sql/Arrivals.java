package chatnode.store.sql;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Line;
import chatnode.protocol.LineReader.Broken;
import chatnode.store.Origin;
import chatnode.store.Store.Closing;
import chatnode.store.Store.Conflict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has been read and is to be written, one transaction at a time: epochs first, then the
 * messages that are not there, and last which epochs were closed.
 */
final class Arrivals {
  private static final int MANY = 500;
  private static final long MANY_BYTES = 1024 * 1024;

  /** A stretch of one epoch; by number, as a line may come twice. */
  private record Stretch(
      Line.Epoch epoch, boolean isNew, TreeMap<Long, Entry> entries, Map<Long, Long> lines) {
    static Stretch of(Line.Epoch epoch, boolean isNew) {
      return new Stretch(epoch, isNew, new TreeMap<>(), new TreeMap<>());
    }

    Origin origin() {
      return new Origin(epoch.epoch(), epoch.turn(), epoch.parent(), epoch.after());
    }
  }

  private final Database database;
  private final Known known = new Known();
  private final List<Stretch> stretches = new ArrayList<>();
  private final List<Closing> closings = new ArrayList<>();
  private Connection writer;
  private Ids ids;
  private int rooms;
  private long count;
  private long bytes;
  private long had;

  Arrivals(Database database) {
    this.database = database;
    this.ids = database.ids();
  }

  void begin(Line.Epoch epoch) {
    if (stretches.isEmpty() || !last().epoch.room().equals(epoch.room())) {
      // What was said in two rooms at once would want the same ids.
      ids = database.ids().anew(rooms++);
    }
    stretches.add(Stretch.of(epoch, true));
    count++;
  }

  /** Of the epoch that was begun last. */
  void add(Entry entry, long line) throws Broken {
    Stretch last = last();
    Entry before = last.entries.putIfAbsent(entry.seq(), entry);
    if (before != null) {
      compare(last, before, entry.draft().bytes(), line);
      had++;
    }
    last.lines.put(entry.seq(), line);
    count++;
    bytes += entry.draft().size();
  }

  private Stretch last() {
    return stretches.get(stretches.size() - 1);
  }

  void close(Line.Epoch epoch) {
    closings.add(new Closing(epoch.room(), epoch.epoch(), epoch.turn(), epoch.closed()));
  }

  boolean areMany() {
    return count >= MANY || bytes >= MANY_BYTES;
  }

  /** Of the messages, those that were there already. */
  long had() {
    return had;
  }

  void write() throws SQLException, Broken {
    if (stretches.isEmpty()) {
      return;
    }
    if (writer == null) {
      writer = database.writer();
    }
    List<Job> jobs = new ArrayList<>();
    for (Stretch each : stretches) {
      if (each.isNew) {
        EpochLines.begin(writer, each.epoch);
      }
      leaveOutWhatIsThere(each);
      List<Entry> entries = List.copyOf(each.entries.values());
      jobs.add(Job.write(each.epoch.room(), each.origin(), entries, new Caller(null)));
    }
    jobs.add(Job.close(List.copyOf(closings), new Caller(null)));
    Map<Job, Conflict> conflicts = new Batch(database, writer, known, ids).write(jobs);
    for (Map.Entry<Job, Conflict> each : conflicts.entrySet()) {
      Stretch stretch = stretches.get(jobs.indexOf(each.getKey()));
      long line = stretch.lines.get(each.getValue().seq());
      throw new Broken(line, each.getValue().getMessage());
    }
    database.tend(writer);
    Line.Epoch present = last().epoch;
    stretches.clear();
    stretches.add(Stretch.of(present, false));
    closings.clear();
    count = 0;
    bytes = 0;
  }

  /** In any part: what another node wrote into a file of its own is there, too. */
  private void leaveOutWhatIsThere(Stretch stretch) throws SQLException, Broken {
    if (stretch.entries.isEmpty()) {
      return;
    }
    String sql =
        "select seq, draft from message where room = ? and epoch = ? and seq between ? and ?"
            + " order by seq limit ?";
    long to = stretch.entries.lastKey();
    long from = stretch.entries.firstKey();
    try (Source.Parts parts = database.parts()) {
      for (Room.Part part : Room.in(parts, stretch.epoch.room()).parts()) {
        long next = from;
        for (int rows = MANY; rows == MANY; ) {
          try (PreparedStatement query = part.connection().prepareStatement(sql)) {
            query.setLong(1, part.room());
            query.setLong(2, stretch.epoch.epoch());
            query.setLong(3, next);
            query.setLong(4, to);
            query.setInt(5, MANY);
            try (ResultSet row = query.executeQuery()) {
              for (rows = 0; row.next(); rows++) {
                next = row.getLong(1) + 1;
                leaveOut(stretch, row.getLong(1), row.getBytes(2));
              }
            }
          }
        }
      }
    }
  }

  private void leaveOut(Stretch stretch, long seq, byte[] draft) throws Broken {
    Entry entry = stretch.entries.get(seq);
    if (entry != null) {
      compare(stretch, entry, draft, stretch.lines.get(seq));
      stretch.entries.remove(seq);
      had++;
    }
  }

  private static void compare(Stretch stretch, Entry entry, byte[] draft, long line) throws Broken {
    if (!Draft.of(draft).isSameAs(entry.draft())) {
      Line.Epoch epoch = stretch.epoch;
      throw new Broken(line, new Conflict(epoch.room(), epoch.epoch(), entry.seq()).getMessage());
    }
  }

  void stop() {
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (SQLException e) {
      // What was not committed was not acknowledged either.
    }
  }
}
