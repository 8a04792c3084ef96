package chatnode.store.sql;

import chatnode.store.StoreProblem;
import chatnode.store.Storing.Sync;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks after the files of a folder, on a thread of its own: how large all are, and how old what is
 * in those of others. A file that nobody holds is trimmed here, and what a kill left in its log is
 * brought home.
 */
final class SqliteUpkeep {
  private static final Logger LOG = Logger.getLogger(SqliteUpkeep.class.getName());
  private static final long EVERY_MS = 2_000;

  /** A node that starts should find the file of the last one free. */
  private static final long HELD_NANOS = 200_000_000L;

  private final Database database;
  private final ReadConnections connections;
  private final Folder folder;
  private final Path own;
  private final Retention retention;
  private final Thread thread = new Thread(this::run, "store-upkeep");
  private volatile long bytes;
  private volatile Map<Path, Filling> fillings = Map.of();

  /** Bytes of a file that are used, and the id of its oldest message. */
  private record Filling(long used, long oldest) {
    static Filling of(Connection connection) throws SQLException {
      return new Filling(SqliteUpkeep.used(connection), Retention.oldest(connection));
    }
  }

  SqliteUpkeep(
      Database database,
      Folder folder,
      ReadConnections connections,
      Path own,
      Retention retention) {
    this.database = database;
    this.connections = connections;
    this.folder = folder;
    this.own = own;
    this.retention = retention;
    this.bytes = folder.bytes();
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void stop() {
    thread.interrupt();
    try {
      thread.join(EVERY_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Of all files, logs and locks. */
  long bytes() {
    return bytes;
  }

  /** What is below has to go from this file. */
  private long goesBelow(Path file, Filling filling) {
    long used = filling.used;
    long oldest = Long.MAX_VALUE;
    for (Map.Entry<Path, Filling> other : fillings.entrySet()) {
      if (!other.getKey().equals(file)) {
        used += other.getValue().used;
        oldest = Math.min(oldest, other.getValue().oldest);
      }
    }
    long excess = used - retention.keepBytes();
    // The oldest go first - but not only they, where whoever should delete them does not.
    boolean isNext = filling.oldest <= oldest || excess > retention.keepBytes() / 10;
    return retention.isBySize() && excess > 0 && isNext ? Long.MAX_VALUE : retention.tooOld();
  }

  /** Without what is free in it. */
  private static long used(Connection connection) throws SQLException {
    String sql =
        "select (page_count - freelist_count) * page_size"
            + " from pragma_page_count, pragma_freelist_count, pragma_page_size";
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(EVERY_MS);
        try {
          look();
        } catch (SQLException | IOException | StoreProblem | RuntimeException e) {
          LOG.log(Level.FINE, "Looking after the files of others failed", e);
        }
      }
    } catch (InterruptedException e) {
      // The store is closed.
    }
  }

  private void look() throws IOException, SQLException, StoreProblem {
    Map<Path, Filling> found = new HashMap<>();
    for (Path file : folder.files()) {
      try (Connection connection = SqliteFile.toRead(file)) {
        if (connection != null) {
          found.put(file, Filling.of(connection));
        }
      } catch (SQLException e) {
        LOG.log(Level.FINE, "Reading " + file + " failed", e);
      }
    }
    fillings = found;
    bytes = folder.bytes();
    for (Map.Entry<Path, Filling> each : found.entrySet()) {
      Path file = each.getKey();
      boolean hasToGo = each.getValue().oldest < goesBelow(file, each.getValue());
      boolean hasLog = log(file).toFile().length() > 0; // there may be old text in it
      if (!file.equals(own) && (hasToGo || hasLog || isToSweep(file))) {
        tidy(file);
      }
    }
  }

  /** If nobody holds it. */
  private void tidy(Path file) throws SQLException, StoreProblem {
    OwnFile held = OwnFile.take(file);
    if (held == null) {
      return;
    }
    long start = System.nanoTime();
    try (Connection connection = prepared(file)) {
      Sweep sweep = new Sweep(database);
      boolean goesOn = true;
      while (goesOn && System.nanoTime() - start < HELD_NANOS) {
        goesOn = sweep.carryOutOthers(connection, connections.beside(file));
      }
      goesOn = true;
      while (goesOn && System.nanoTime() - start < HELD_NANOS) {
        goesOn = trim(file, connection);
      }
      SqliteFile.checkpoint(connection, Sqlite.SHORT_MS);
    } finally {
      held.close();
    }
  }

  private static Connection prepared(Path file) throws SQLException, StoreProblem {
    SqliteFile.prepare(file);
    return SqliteFile.toWrite(file, Sync.NORMAL);
  }

  /** Whether others have changed something that may lie in it. */
  private boolean isToSweep(Path file) throws SQLException {
    Map<String, Connection> all = connections.beside(own);
    Connection connection = all.get(file.getFileName().toString());
    return connection != null && Sweep.isDue(connection, connections.beside(file));
  }

  /** A step of it, if there is anything to go; answers whether there was. */
  boolean trim(Path file, Connection connection) throws SQLException {
    if (!retention.isByAge() && !retention.isBySize()) {
      return false;
    }
    Filling filling = Filling.of(connection);
    connection.commit();
    long below = goesBelow(file, filling);
    return filling.oldest < below && Retention.step(database, connection, below) > 0;
  }

  static Path log(Path file) {
    return file.resolveSibling(file.getFileName() + "-wal");
  }
}
