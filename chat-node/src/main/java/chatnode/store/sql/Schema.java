package chatnode.store.sql;

import chatnode.store.StoreProblem;
import io.ebean.migration.MigrationConfig;
import io.ebean.migration.MigrationException;
import io.ebean.migration.MigrationRunner;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables, changed forwards only: by scripts in a folder for each kind of database. */
final class Schema {
  /** Of the last script. */
  private static final int VERSION = 2;

  static final String TABLE = "schema_version";

  private Schema() {}

  /** {@code place} is named in what is said to an operator. */
  static void bringUp(Connection connection, String platform, boolean isNew, String place)
      throws SQLException, StoreProblem {
    if (isNew || !isPresent(connection, place)) {
      MigrationConfig config = new MigrationConfig();
      config.setMetaTable(TABLE);
      config.setPlatform(platform);
      config.setMigrationPath("chatnode/store/" + platform);
      try {
        new MigrationRunner(config).run(connection);
      } catch (MigrationException e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
          if (each instanceof SQLException cause && cause.getSQLState() != null) {
            throw cause; // of a server: it may only be a matter of time
          }
        }
        String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
        throw new StoreProblem(
            "the tables of "
                + place
                + " could not be brought up to date ("
                + reason.lines().findFirst().orElse("")
                + "): put that right, or restore it from a backup",
            e);
      }
    }
  }

  /** Whether nothing is to be changed where there are tables. */
  static boolean isPresent(Connection connection, String place) throws SQLException, StoreProblem {
    int version = version(connection);
    if (version > VERSION) {
      throw new StoreProblem(
          place
              + " was written by a newer chat-node (its schema is "
              + version
              + ", this one knows "
              + VERSION
              + "): start that version");
    }
    return version == VERSION;
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select mversion from "
                    + TABLE
                    + " where id = (select max(id) from "
                    + TABLE
                    + ")")) {
      return row.next() ? Integer.parseInt(row.getString(1)) : 0;
    }
  }
}
