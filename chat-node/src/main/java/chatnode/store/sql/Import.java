package chatnode.store.sql;

import chatnode.protocol.Line;
import chatnode.protocol.LineReader;
import chatnode.protocol.LineReader.Broken;
import chatnode.protocol.RoomName;
import chatnode.store.Moved;
import chatnode.store.StoreProblem;
import chatnode.store.Storing;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Fills a store from the lines of an {@link Export}. What is there is skipped, so that one that was
 * interrupted is simply run again.
 */
public final class Import implements AutoCloseable {
  private final Database database;
  private final Arrivals arrivals;
  private Line.Epoch epoch;
  private boolean hasBegun;
  private boolean hasEnded;
  private long rooms;
  private long messages;

  private Import(Database database) {
    this.database = database;
    this.arrivals = new Arrivals(database);
  }

  /** Password of PostgreSQL, or null. No node may use the store meanwhile. */
  public static Import into(Storing storing, String password) throws StoreProblem {
    return new Import(Stores.alone(storing, password));
  }

  /** {@code progress} hears of it after every transaction. */
  public Moved read(InputStream in, Consumer<Moved> progress)
      throws IOException, StoreProblem, Broken {
    LineReader lines = new LineReader(in);
    try {
      for (Line line = lines.next(); line != null && !hasEnded; line = lines.next()) {
        take(line, lines.number());
        if (arrivals.areMany()) {
          arrivals.write();
          progress.accept(moved());
        }
      }
      arrivals.write();
    } catch (SQLException e) {
      throw new StoreProblem(
          "the store "
              + database.place()
              + " cannot be filled: "
              + database.trouble(e).sentence()
              + ". Put that right and import again: what is there is skipped",
          e);
    }
    if (!hasEnded) {
      throw new StoreProblem(
          "the lines end before the export did, with line "
              + (lines.number() - 1)
              + ": import all of it, what is there is skipped");
    }
    return moved();
  }

  private Moved moved() {
    return new Moved(rooms, messages, arrivals.had());
  }

  private void take(Line line, long number) throws Broken, StoreProblem, SQLException {
    if (!hasBegun && !(line instanceof Line.Begin)) {
      throw new Broken(number, "this is not what export wrote: that begins with its format");
    }
    if (line instanceof Line.Begin) {
      hasBegun = true;
    } else if (line instanceof Line.IdentityKey key) {
      takeKey(key.key());
    } else if (line instanceof Line.Epoch next) {
      closeEpoch();
      boolean isSame = epoch != null && epoch.room().equals(next.room());
      rooms += isSame || next.room().equals(RoomName.OF_THE_HOUSE) ? 0 : 1;
      epoch = next;
      arrivals.begin(next);
    } else if (line instanceof Line.Message message) {
      take(message, number);
    } else if (line instanceof Line.End end) {
      end(end, number);
    }
  }

  private void take(Line.Message message, long number) throws Broken {
    if (epoch == null || !epoch.room().equals(message.room()) || epoch.epoch() != message.epoch()) {
      throw new Broken(number, "a message comes right behind its epoch and the others of it");
    }
    arrivals.add(message.entry(), number);
    messages++;
  }

  private void end(Line.End end, long number) throws Broken {
    if (end.messages() != messages) {
      throw new Broken(
          number, end.messages() + " messages were exported, but " + messages + " have come");
    }
    closeEpoch();
    hasEnded = true;
  }

  private void closeEpoch() {
    if (epoch != null && epoch.closed() != null) {
      arrivals.close(epoch);
    }
  }

  private void takeKey(byte[] key) throws StoreProblem, SQLException {
    byte[] present = database.identityKey();
    if (present == null) {
      database.identityKey(key);
    } else if (!Arrays.equals(present, key)) {
      if (hasMessages()) {
        throw new StoreProblem(
            "the store "
                + database.place()
                + " has messages of its own, whose people are known by another key: import into"
                + " an empty one");
      }
      database.replaceIdentityKey(key);
    }
  }

  private boolean hasMessages() throws SQLException {
    try (Source.Parts parts = database.parts()) {
      for (Connection connection : parts.all()) {
        try (PreparedStatement query =
                connection.prepareStatement("select 1 from message limit 1");
            ResultSet row = query.executeQuery()) {
          if (row.next()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  @Override
  public void close() {
    arrivals.stop();
    database.close();
  }
}
