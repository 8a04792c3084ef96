package chatnode.store.sql;

import chatnode.store.StoreProblem;
import chatnode.store.Storing.Sync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/** How a file is opened, for one who writes it and for those who read it. */
final class SqliteFile {
  private static final String AMENDMENT = "amendment";
  private static final int BUSY_MS = 1_000;
  private static final int JOURNAL_BYTES = 16 * 1024 * 1024;

  private SqliteFile() {}

  /** Makes it or brings it to the present schema; nobody else may write it. */
  static void prepare(Path file) throws StoreProblem {
    try {
      boolean isNew = !Files.exists(file);
      if (isNew) {
        Folder.ownersAlone(file);
      }
      try (Connection connection = open(file)) {
        boolean isEmpty = !has(connection, "schema_version");
        if (isEmpty && has(connection, null)) {
          throw new StoreProblem(
              "the file "
                  + file
                  + " is not chat-node's: move it elsewhere, or name another folder");
        }
        if (isEmpty) {
          set(connection, "auto_vacuum = incremental");
        }
        set(connection, "journal_mode = wal");
        Schema.bringUp(connection, "sqlite", isEmpty, "the file " + file);
      }
    } catch (IOException e) {
      throw new StoreProblem(
          "the file " + file + " cannot be written (" + Folder.reason(e) + ")", e);
    } catch (SQLException | UnsatisfiedLinkError e) {
      throw problem(file, e);
    }
  }

  static StoreProblem problem(Path file, Throwable e) {
    String what = e.getMessage();
    if (e instanceof SQLiteException failure) {
      what = SqliteTrouble.of(failure).sentence();
    }
    return new StoreProblem(
        "the file "
            + file
            + " cannot be used ("
            + what
            + "): put that right, move the file elsewhere, or restore it from a backup",
        e);
  }

  static Connection toWrite(Path file, Sync sync) throws SQLException {
    Connection connection = open(file);
    set(connection, "synchronous = " + (sync == Sync.FULL ? "full" : "normal"));
    set(connection, "journal_size_limit = " + JOURNAL_BYTES);
    set(connection, "temp_store = memory");
    set(connection, "secure_delete = on"); // what was deleted is not left in the file
    connection.setAutoCommit(false);
    return connection;
  }

  /**
   * Null while it has no tables yet. It is opened so that it could be written: after a kill
   * somebody has to take what its log holds, and that may be a reader.
   */
  static Connection toRead(Path file) throws SQLException {
    Connection connection = open(file);
    if (has(connection, "words") && !has(connection, AMENDMENT)) { // of an older version
      set(connection, "temp_store = memory");
      try (Statement none = connection.createStatement()) {
        none.execute("create temp table " + AMENDMENT + " (number, id, room, key)");
        none.execute("create temp table swept (file, number)");
      }
    }
    set(connection, "query_only = on");
    if (has(connection, "words")) {
      return connection;
    }
    connection.close();
    return null;
  }

  /** Whether its file has tables by now that it had not when it was opened to be read. */
  static boolean wasBroughtUp(Connection reader) throws SQLException {
    String sql = "select 1 from sqlite_temp_master where name = ?";
    try (PreparedStatement query = reader.prepareStatement(sql)) {
      query.setString(1, AMENDMENT);
      try (ResultSet row = query.executeQuery()) {
        return row.next() && has(reader, AMENDMENT);
      }
    }
  }

  private static Connection open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setBusyTimeout(BUSY_MS);
    // With every commit the driver begins anew: any other mode would hold the lock for ever.
    config.setTransactionMode(SQLiteConfig.TransactionMode.DEFERRED);
    // Or it asks for the last key after every row, with a statement of its own: 5.5 KB of garbage a
    // message instead of 3.8.
    config.setGetGeneratedKeys(false);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  /**
   * Waits so long at most for readers that are in the way. Answers whether there were none, and
   * nothing is in the log any more.
   */
  static boolean checkpoint(Connection writer, int patienceMs) throws SQLException {
    writer.setAutoCommit(true);
    try {
      set(writer, "busy_timeout = " + patienceMs);
      try (PreparedStatement pragma = writer.prepareStatement("pragma wal_checkpoint(truncate)");
          ResultSet row = pragma.executeQuery()) {
        return row.next() && row.getInt(1) == 0;
      }
    } finally {
      set(writer, "busy_timeout = " + BUSY_MS);
      writer.setAutoCommit(false);
    }
  }

  static void set(Connection connection, String pragma) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma " + pragma);
    }
  }

  /** Null for any table. */
  private static boolean has(Connection connection, String table) throws SQLException {
    String sql = "select 1 from sqlite_master where name = coalesce(?, name) limit 1";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, table);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }
}
