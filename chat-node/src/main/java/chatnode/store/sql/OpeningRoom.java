package chatnode.store.sql;

import chatnode.protocol.Entry;
import chatnode.store.Origin;
import chatnode.store.Store.Id;
import chatnode.store.Store.Opened;
import chatnode.store.Store.Opening;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Takes a room from where it was left.
 *
 * <p>A new epoch begins behind the greatest number that is stored - or before the first of the
 * newest that is missing: each of the nodes that wrote told its senders by itself, so what lies
 * behind a missing number may have been promised, and comes under the new epoch like what lies
 * beside the line.
 */
final class OpeningRoom {
  private static final int TURNS = 2; // one to open, one to close
  private static final int SOME = 50;
  private static final int APART = 1_000;

  private final Reading reading;
  private final Opening how;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Id> ids = new ArrayList<>();
  private long lastAt;

  OpeningRoom(Reading reading, Opening how) {
    this.reading = reading;
    this.how = how;
  }

  Opened open() throws SQLException {
    Epochs epochs = reading.epochs();
    if (epochs.isEmpty()) {
      Origin first = new Origin(how.epoch(), 1, 0, 0);
      return new Opened(first, 0, 0, entries, ids, List.of(), List.of());
    }
    long present = epochs.present();
    long head = Math.max(reading.room().head(present), epochs.leastHead(present));
    List<Epochs.Segment> line = epochs.line(present);
    List<Entry> strays = reading.strays(line);
    Long closed = epochs.closed(present);
    long turn = epochs.lastTurn() + TURNS;
    long oldest = readEntries(line, head);
    Origin origin;
    if (how.goOn() && closed != null && closed == head && strays.isEmpty()) {
      origin = epochs.origin(present, turn);
    } else {
      long whole = wholeUpTo(head);
      origin =
          new Origin(fresh(epochs.greatest()), turn, epochs.lastWritten(present, whole), whole);
      line = epochs.line(origin);
      if (whole < head) {
        head = whole;
        strays = reading.strays(line);
        oldest = readEntries(line, head);
      }
    }
    readIds(line, oldest);
    return new Opened(origin, head, lastAt, entries, ids, epochs.shared(line), strays);
  }

  /** Up to where no number is missing among what was read. */
  private long wholeUpTo(long head) {
    for (int i = 1; i < entries.size(); i++) {
      if (entries.get(i).seq() != entries.get(i - 1).seq() + 1) {
        return entries.get(i - 1).seq();
      }
    }
    return head;
  }

  /** Above all others - but not the same for two sides of a cut whose clocks are behind. */
  private long fresh(long greatest) {
    return how.epoch() > greatest ? how.epoch() : greatest + 1 + how.epoch() % APART;
  }

  private long readEntries(List<Epochs.Segment> line, long head) throws SQLException {
    entries.clear();
    lastAt = 0;
    long bytes = 0;
    long oldest = head + 1;
    Room room = reading.room();
    try (Walk walk = new Walk(room, line, head + 1, "at, draft", Math.max(1, how.entries()))) {
      for (ResultSet row = walk.next(); row != null; row = walk.next()) {
        Entry entry = Room.entry(row);
        lastAt = lastAt == 0 ? entry.at() : lastAt;
        bytes += entry.draft().size();
        boolean isOld = lastAt - entry.at() > how.windowMs() && entries.size() >= SOME;
        if (isOld || entries.size() >= how.entries() || bytes > how.bytes()) {
          break;
        }
        entries.add(entry);
        oldest = entry.seq();
      }
    }
    Collections.reverse(entries);
    List<Entry> left = Amendments.carriedOut(room, List.copyOf(entries));
    entries.clear();
    entries.addAll(left);
    return oldest;
  }

  private void readIds(List<Epochs.Segment> line, long below) throws SQLException {
    try (Walk walk = new Walk(reading.room(), line, below, "at, key", Math.max(1, how.ids()))) {
      ResultSet row = walk.next();
      long due =
          below - 1; // an id is known by its place among the others: no number may be missing
      while (row != null
          && row.getLong(1) == due
          && ids.size() < how.ids()
          && lastAt - row.getLong(2) <= how.rememberMs()) {
        ids.add(new Id(row.getLong(2), row.getLong(3)));
        due--;
        row = walk.next();
      }
    }
    Collections.reverse(ids);
  }
}
