package chatnode.store.sql;

import chatnode.store.StoreProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** Which nodes have connections to a PostgreSQL, as far as it tells this user. */
final class PostgresqlNodes {
  private static final int TRIES = 20;
  private static final long EVERY_MS = 100;
  private static final String COUNT =
      "select count(*) from pg_stat_activity"
          + " where datname = current_database() and application_name = ?";

  private PostgresqlNodes() {}

  /** The server may not have noticed yet that one has just ended. */
  static void awaitNone(PostgresqlPlace place) throws StoreProblem {
    try (Connection connection = PostgresqlPool.first(place)) {
      for (int tries = 1; !areNone(connection); tries++) {
        if (tries == TRIES) {
          throw new StoreProblem(
              place.name() + " is in use: stop all nodes that keep messages there");
        }
        TimeUnit.MILLISECONDS.sleep(EVERY_MS);
      }
    } catch (SQLException e) {
      throw new StoreProblem(place.name() + " cannot be used (" + e.getMessage() + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreProblem(place.name() + " was not waited for", e);
    }
  }

  private static boolean areNone(Connection connection) throws SQLException {
    return PostgresqlStart.ask(connection, COUNT, PostgresqlPool.NODE).equals("0");
  }
}
