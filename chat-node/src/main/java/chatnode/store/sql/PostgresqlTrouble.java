package chatnode.store.sql;

import java.net.SocketTimeoutException;
import java.sql.SQLException;

/** What SQLSTATEs mean to us: https://www.postgresql.org/docs/current/errcodes-appendix.html. */
final class PostgresqlTrouble {
  private PostgresqlTrouble() {}

  static Database.Trouble of(SQLException failure) {
    String state = state(failure);
    return switch (state) {
      case "53100" -> outage("its disk is full", true);
      case "53300" -> outage("it has no connection to spare", false);
      case "57P01", "57P02", "57P03" -> outage("it is being stopped or started", false);
      case "57014" -> new Database.Trouble("it takes too long to answer", false, true, true);
      case "55P03", "40P01", "40001" ->
          outage("somebody else has locked what is to be written", true);
      case "25006" -> outage("it may only be read, as a standby", false);
      case "28P01", "28000" -> outage("it does not know this user and password", false);
      case "42501" -> outage("this user may not write its tables", false);
      case "42P01", "42703" -> outage("its tables are not what they were", false);
      default ->
          switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "22", "23", "54" ->
                Database.Trouble.ofData("PostgreSQL says: " + failure.getMessage());
            case "08" ->
                new Database.Trouble("it does not answer", false, isTooLong(failure), false);
            default -> outage("PostgreSQL says: " + failure.getMessage(), false);
          };
    };
  }

  private static boolean isTooLong(SQLException failure) {
    return failure.getCause() instanceof SocketTimeoutException;
  }

  /** Of the first that has one: a pool tells what happened to it, and why, in a cause. */
  static String state(SQLException failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SQLException e && e.getSQLState() != null) {
        return e.getSQLState();
      }
    }
    return "";
  }

  private static Database.Trouble outage(String sentence, boolean keepsConnection) {
    return Database.Trouble.outage(sentence, keepsConnection);
  }
}
