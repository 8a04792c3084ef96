package chatnode.store.sql;

import chatnode.store.StoreProblem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.logging.Logger;

/**
 * Waits for a PostgreSQL that may itself be starting, and brings its tables to what this version
 * knows. What only an operator can put right is said at once.
 */
final class PostgresqlStart {
  private static final Logger LOG = Logger.getLogger(PostgresqlStart.class.getName());
  private static final int TRIES = 12;
  private static final long EVERY_MS = 5_000;

  /** Held while tables are made or changed: "chat" in ASCII. */
  private static final long LOCK = 0x63686174;

  /** It may be a matter of time: no connection, no place for one, not started yet. */
  private static final Set<String> PASSING = Set.of("08", "53", "57");

  /** The driver's word for a server that wants something else: a password, TLS. */
  private static final String REFUSED = "08004";

  private final PostgresqlPlace place;
  private final int tries;
  private final long everyMs;

  PostgresqlStart(PostgresqlPlace place) {
    this(place, TRIES, EVERY_MS);
  }

  /** How often it is tried, and how long from one time to the next. */
  PostgresqlStart(PostgresqlPlace place, int tries, long everyMs) {
    this.place = place;
    this.tries = tries;
    this.everyMs = everyMs;
  }

  void bringUp() throws StoreProblem {
    for (int failed = 1; ; failed++) {
      long start = System.nanoTime();
      try {
        prepare();
        return;
      } catch (SQLException e) {
        if (!passes(e)) {
          throw problem(e);
        }
        if (failed == tries) {
          throw new StoreProblem(
              place.name()
                  + " cannot be reached ("
                  + reason(e)
                  + "): start it, or name another one with --store",
              e);
        }
        LOG.warning(
            "Waiting for the store " + place.name() + ": " + PostgresqlTrouble.of(e).sentence());
        pause(everyMs - (System.nanoTime() - start) / 1_000_000);
      }
    }
  }

  private static boolean passes(SQLException e) {
    String state = PostgresqlTrouble.state(e);
    return state.length() > 2 && PASSING.contains(state.substring(0, 2)) && !state.equals(REFUSED);
  }

  private static void pause(long ms) throws StoreProblem {
    try {
      Thread.sleep(Math.max(0, ms));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreProblem("the node was stopped before its store could be reached", e);
    }
  }

  private void prepare() throws SQLException, StoreProblem {
    try (Connection connection = PostgresqlPool.first(place)) {
      String encoding = ask(connection, "show server_encoding", null);
      if (!encoding.equals("UTF8")) {
        throw new StoreProblem(
            place.name()
                + " has the encoding "
                + encoding
                + ", which has not all letters: create a database with the encoding UTF8");
      }
      if (ask(connection, "show fsync", null).equals("off")) {
        LOG.warning(place.name() + " runs with fsync = off: a loss of power loses messages");
      }
      if (has(connection, Schema.TABLE) && Schema.isPresent(connection, place.name())) {
        return;
      }
    }
    try (Connection connection = PostgresqlPool.patient(place)) {
      // Until the connection ends. Who waited for it finds all done.
      ask(connection, "select pg_advisory_lock(" + LOCK + ")", null);
      Schema.bringUp(connection, "postgres", !has(connection, Schema.TABLE), place.name());
    }
  }

  private static boolean has(Connection connection, String table) throws SQLException {
    return ask(connection, "select to_regclass(?)::text", table) != null;
  }

  static String ask(Connection connection, String query, String value) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      if (value != null) {
        statement.setString(1, value);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  private StoreProblem problem(SQLException e) {
    String state = PostgresqlTrouble.state(e);
    boolean isWithoutPassword = !place.properties().containsKey("password");
    String what =
        switch (state.equals(REFUSED) && isWithoutPassword ? "28P01" : state) {
          case "28P01", "28000" ->
              " does not let this user in: put the right password into CHAT_STORE_PASSWORD or the"
                  + " file that --store-password-file names";
          case "3D000" -> " does not exist: create the database";
          case "42501" -> " lets this user make no tables: make the user the owner of the database";
          default -> " cannot be used: put that right, or name another one with --store";
        };
    return new StoreProblem(place.name() + what + " (" + reason(e) + ")", e);
  }

  private static String reason(SQLException e) {
    return e.getMessage().lines().findFirst().orElse("").strip();
  }
}
