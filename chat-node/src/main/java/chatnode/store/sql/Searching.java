package chatnode.store.sql;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Mark;
import chatnode.protocol.Placed;
import chatnode.store.Store.Found;
import chatnode.store.Store.Hit;
import chatnode.store.Store.Query;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks through what the words of a question find, newest first over all parts, for what really has
 * the text and is part of its room's history. Not for ever: with a question whose words are
 * everywhere the next page goes on where this one gave up.
 */
final class Searching {
  private static final int MAY_LOOK_AT = 20_000;
  private static final long MAY_TAKE_NANOS = 300_000_000L;

  private final Database database;
  private final Database.Parts parts;
  private final Query query;
  private final Words words;
  private final Map<String, List<Epochs.Segment>> lines = new HashMap<>();
  private final Map<String, Room> rooms = new HashMap<>();
  private final List<Candidates> candidates = new ArrayList<>();

  Searching(Database database, Database.Parts parts, Query query) {
    this.database = database;
    this.parts = parts;
    this.query = query;
    this.words = Words.sought(query.text());
  }

  Found search() throws SQLException {
    Candidate mark = query.before() == null ? null : marked(query.before());
    if (query.before() != null && mark == null) {
      return new Found(List.of(), null); // it has gone, and what is older went before it
    }
    ask(mark);
    List<Hit> hits = new ArrayList<>();
    Set<Mark> seen = new HashSet<>();
    Mark end = null;
    long start = System.nanoTime();
    int looked = 0;
    for (Candidate next = newest(); next != null; next = newest()) {
      boolean isFull = hits.size() == query.limit();
      boolean isNews = isBehind(next, mark) && seen.add(next.mark()) && isOnLine(next);
      Placed left = isNews ? carriedOut(next) : next.message();
      boolean isHit = isNews && isHit(left.entry());
      if (isFull && isHit) {
        return new Found(hits, end);
      }
      if (isHit) {
        hits.add(new Hit(next.room(), left));
      }
      if (!isFull) {
        end = next.mark(); // once the page is full it ends with its last hit
      }
      looked++;
      if (looked >= MAY_LOOK_AT || System.nanoTime() - start > MAY_TAKE_NANOS) {
        return new Found(hits, end);
      }
    }
    return new Found(hits, null);
  }

  private static boolean isBehind(Candidate candidate, Candidate mark) {
    return mark == null || candidate.compareTo(mark) > 0;
  }

  private void ask(Candidate mark) throws SQLException {
    long below = mark == null ? Long.MAX_VALUE : database.ids().firstOf(mark.at() + Ids.LEANS_MS);
    for (Connection connection : parts.all()) {
      Map<Long, String> names = new HashMap<>();
      for (String name : query.rooms()) {
        Long number = Room.number(connection, name);
        if (number != null) {
          names.put(number, name);
        }
      }
      if (!names.isEmpty()) {
        candidates.add(new Candidates(database, connection, words, names, below));
      }
    }
  }

  private Candidate newest() throws SQLException {
    Candidates best = null;
    for (Candidates each : candidates) {
      if (each.peek() != null && (best == null || each.peek().compareTo(best.peek()) < 0)) {
        best = each;
      }
    }
    return best == null ? null : best.take();
  }

  private boolean isOnLine(Candidate candidate) throws SQLException {
    Entry entry = candidate.message().entry();
    return words.isIn(text(entry))
        && Epochs.isOn(line(candidate.room()), candidate.message().epoch(), entry.seq());
  }

  /** The text that was found may have been replaced or deleted elsewhere a moment ago. */
  private Placed carriedOut(Candidate candidate) throws SQLException {
    String name = candidate.room();
    Room room = rooms.get(name);
    if (room == null) {
      room = Room.in(parts, name);
      rooms.put(name, room);
    }
    return Amendments.carriedOutAt(room, List.of(candidate.message())).get(0);
  }

  private boolean isHit(Entry entry) {
    return isSearched(entry.draft()) && words.isIn(text(entry));
  }

  /** Of a message the text it has now; what changes one is not found itself. */
  static boolean isSearched(Draft draft) {
    return draft.kind() == Draft.Kind.MESSAGE && draft.hasText();
  }

  private List<Epochs.Segment> line(String room) throws SQLException {
    List<Epochs.Segment> line = lines.get(room);
    if (line == null) {
      line = new Reading(parts, room).presentLine();
      lines.put(room, line);
    }
    return line;
  }

  static String text(Entry entry) {
    return new String(
        entry.draft().bytes(),
        entry.draft().payloadOffset(),
        entry.draft().payloadLength(),
        StandardCharsets.UTF_8);
  }

  private Candidate marked(Mark mark) throws SQLException {
    String name = mark.room() == null ? query.rooms().get(0) : mark.room();
    for (Room.Part part : Room.in(parts, name).parts()) {
      try (PreparedStatement statement =
          part.connection()
              .prepareStatement(
                  "select seq, at, draft from message where room = ? and epoch = ? and seq ="
                      + " ?")) {
        statement.setLong(1, part.room());
        statement.setLong(2, mark.epoch());
        statement.setLong(3, mark.seq());
        try (ResultSet row = statement.executeQuery()) {
          if (row.next()) {
            return new Candidate(name, new Placed(mark.epoch(), Room.entry(row)));
          }
        }
      }
    }
    return null;
  }
}
