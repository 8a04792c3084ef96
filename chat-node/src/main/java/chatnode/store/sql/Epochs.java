package chatnode.store.sql;

import chatnode.store.Origin;
import chatnode.store.Store.Shared;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The epochs of a room as they are stored, put together from all parts: of each what was written
 * last holds, and the one written last of all is the present one.
 */
final class Epochs {
  private static final int TOLD = 16;

  /** Numbers {@code from} to {@code to} of a line are those of this epoch. */
  record Segment(long epoch, long from, long to) {
    boolean has(long otherEpoch, long seq) {
      return epoch == otherEpoch && seq >= from && seq <= to;
    }
  }

  private static final class Known {
    long turn = -1;
    long parent;
    long after;
    Long closed;
    long head;
  }

  private final TreeMap<Long, Known> all = new TreeMap<>();

  static Epochs of(Room room) throws SQLException {
    Epochs epochs = new Epochs();
    for (Room.Part part : room.parts()) {
      epochs.read(part.connection(), part.room());
    }
    return epochs;
  }

  private void read(Connection connection, long room) throws SQLException {
    String sql = "select epoch, turn, parent, after, closed, head from epoch where room = ?";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setLong(1, room);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          add(rows);
        }
      }
    }
  }

  private void add(ResultSet row) throws SQLException {
    Known known = all.computeIfAbsent(row.getLong(1), epoch -> new Known());
    long turn = row.getLong(2);
    long parent = row.getLong(3);
    if (!row.wasNull()) { // who closes a room need not know where its epoch comes from
      known.parent = parent;
      known.after = row.getLong(4);
    }
    long closed = row.getLong(5);
    boolean isClosed = !row.wasNull();
    if (turn > known.turn || turn == known.turn && isClosed) {
      known.turn = turn;
      known.closed = isClosed ? closed : null;
    }
    known.head = Math.max(known.head, row.getLong(6));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  boolean has(long epoch) {
    return all.containsKey(epoch);
  }

  Iterable<Long> numbers() {
    return all.keySet();
  }

  long present() {
    long present = 0;
    for (Map.Entry<Long, Known> each : all.entrySet()) {
      if (present == 0 || each.getValue().turn >= all.get(present).turn) {
        present = each.getKey();
      }
    }
    return present;
  }

  long lastTurn() {
    return all.values().stream().mapToLong(known -> known.turn).max().orElse(0);
  }

  long greatest() {
    return all.isEmpty() ? 0 : all.lastKey();
  }

  /** At which it was opened or closed last. */
  long turn(long epoch) {
    return all.get(epoch).turn;
  }

  /** Where it was closed, or null while it is open. */
  Long closed(long epoch) {
    return all.get(epoch).closed;
  }

  /** What is known of the last number of an epoch without looking at its messages. */
  long leastHead(long epoch) {
    Known known = all.get(epoch);
    return Math.max(known.head, known.after);
  }

  /** The one on its line that has {@code head}: a room need not remember those without messages. */
  long lastWritten(long epoch, long head) {
    Known known = all.get(epoch);
    while (known.after >= head && all.containsKey(known.parent)) {
      epoch = known.parent;
      known = all.get(epoch);
    }
    return epoch;
  }

  Origin origin(long epoch, long turn) {
    Known known = all.get(epoch);
    return new Origin(epoch, turn, known.parent, known.after);
  }

  /** From {@code epoch} back to the beginning of the room. */
  List<Segment> line(long epoch) {
    return line(epoch, all.get(epoch));
  }

  /** The same for one that need not be stored yet. */
  List<Segment> line(Origin origin) {
    Known known = new Known();
    known.parent = origin.parent();
    known.after = origin.after();
    return line(origin.epoch(), all.getOrDefault(origin.epoch(), known));
  }

  private List<Segment> line(long epoch, Known known) {
    List<Segment> line = new ArrayList<>();
    long to = Long.MAX_VALUE;
    // Not more of them than there are: a circle, which nobody writes, would have no end.
    for (int i = 0; known != null && i <= all.size(); i++) {
      line.add(new Segment(epoch, known.after + 1, to));
      to = Math.min(to, known.after);
      epoch = known.parent;
      known = all.get(epoch);
    }
    return line;
  }

  static boolean isOn(List<Segment> line, long epoch, long seq) {
    return line.stream().anyMatch(segment -> segment.has(epoch, seq));
  }

  /** Up to which number others share their messages with this line, the oldest first. */
  List<Shared> shared(List<Segment> line) {
    Map<Long, Long> ends = new HashMap<>();
    line.forEach(segment -> ends.put(segment.epoch, segment.to));
    List<Shared> shared = new ArrayList<>();
    for (long epoch : all.descendingKeySet()) {
      if (epoch != line.get(0).epoch && shared.size() < TOLD) {
        shared.add(0, new Shared(epoch, sharedUpTo(epoch, ends)));
      }
    }
    return shared;
  }

  /** Up to which number one has the same messages as the line of another; 0 for what is unknown. */
  long shared(long epoch, long other) {
    if (!has(epoch) || !has(other)) {
      return 0;
    }
    Map<Long, Long> ends = new HashMap<>();
    line(other).forEach(segment -> ends.put(segment.epoch, segment.to));
    return sharedUpTo(epoch, ends);
  }

  private long sharedUpTo(long epoch, Map<Long, Long> ends) {
    long upTo = Long.MAX_VALUE;
    for (int i = 0; i <= all.size() && all.containsKey(epoch); i++) {
      if (ends.containsKey(epoch)) {
        return Math.min(upTo, ends.get(epoch));
      }
      upTo = Math.min(upTo, all.get(epoch).after);
      epoch = all.get(epoch).parent;
    }
    return 0;
  }
}
