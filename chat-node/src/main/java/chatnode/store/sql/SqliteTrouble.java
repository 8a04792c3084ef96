package chatnode.store.sql;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes mean to us: https://sqlite.org/rescode.html. */
final class SqliteTrouble {
  private static final int PRIMARY = 0xff;

  private SqliteTrouble() {}

  static Database.Trouble of(SQLException failure) {
    if (!(failure instanceof SQLiteException e)) {
      return outage("SQLite says: " + failure.getMessage(), false);
    }
    return switch (SQLiteErrorCode.getErrorCode(e.getResultCode().code & PRIMARY)) {
      case SQLITE_FULL -> outage("the disk is full", true);
      case SQLITE_BUSY, SQLITE_LOCKED ->
          outage("another process has locked it and does not let go", true);
      case SQLITE_CONSTRAINT, SQLITE_TOOBIG, SQLITE_MISMATCH, SQLITE_RANGE ->
          Database.Trouble.ofData(e.getMessage());
      case SQLITE_READONLY, SQLITE_PERM -> outage("it may not be written", false);
      case SQLITE_CANTOPEN -> outage("its file is gone or may not be opened", false);
      case SQLITE_NOTADB -> outage("it is no database", false);
      case SQLITE_CORRUPT -> outage("it is damaged", false);
      case SQLITE_IOERR -> outage("the disk fails", false);
      default -> outage("SQLite says: " + e.getMessage(), false);
    };
  }

  private static Database.Trouble outage(String sentence, boolean keepsConnection) {
    return Database.Trouble.outage(sentence, keepsConnection);
  }
}
