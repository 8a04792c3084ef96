package chatnode.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Deletes what is too old or too much, one node at a time, between two transactions of its writer.
 *
 * <p>A table does not shrink when messages are deleted: the room is used again by the next ones. So
 * how much there is to keep is the number of messages times what one takes, indexes included.
 */
final class PostgresqlUpkeep {
  private static final long LOOK_NANOS = 1_000_000_000L;

  /** It shows whether the server is there, too, where nobody writes. */
  private static final long MEASURE_NANOS = 1_000_000_000L;

  /** Between two steps of deleting, for those that write. */
  private static final long STEP_NANOS = 50_000_000L;

  /** Whoever has it deletes: "keep" in ASCII. */
  private static final String LOCK = "select pg_try_advisory_xact_lock(1801807216)";

  private final Postgresql database;
  private final Retention retention;
  private volatile long bytes = -1;
  private long nextMeasure = System.nanoTime();
  private long nextLook = System.nanoTime();
  private long nextStep = System.nanoTime();
  private long tooMany;

  PostgresqlUpkeep(Postgresql database, Retention retention) {
    this.database = database;
    this.retention = retention;
  }

  /** On disk, with what may be used again. */
  long bytes() {
    return bytes;
  }

  void tend(Connection writer) throws SQLException {
    long now = System.nanoTime();
    if (now - nextMeasure >= 0) {
      nextMeasure = now + MEASURE_NANOS;
      bytes = Long.parseLong(ask(writer, "select pg_total_relation_size('message')"));
      writer.commit();
      database.sweep().carryOutLate(writer);
    }
    if (now - nextLook >= 0 && (retention.isByAge() || retention.isBySize())) {
      nextLook = now + LOOK_NANOS;
      tooMany = retention.isBySize() ? tooMany(writer) : 0;
      writer.commit();
      nextStep = now;
    }
    if (now - nextStep >= 0) {
      nextStep = trim(writer) ? now + STEP_NANOS : now + LOOK_NANOS;
    }
  }

  private boolean trim(Connection writer) throws SQLException {
    boolean isToDo = tooMany > 0 || retention.isByAge();
    if (!isToDo || ask(writer, LOCK).equals("f")) {
      writer.commit();
      return false;
    }
    int gone = Retention.step(database, writer, tooMany > 0 ? Long.MAX_VALUE : retention.tooOld());
    tooMany -= gone;
    return gone > 0;
  }

  /** What autovacuum counts lags behind by a second or so, which is why it is asked that often. */
  private long tooMany(Connection connection) throws SQLException {
    String sql =
        "select n_live_tup, pg_total_relation_size(relid), greatest(1, pg_relation_size(relid)),"
            + " (select avg(pg_column_size(m)) from (select * from message order by id desc limit"
            + " 200) m) from pg_stat_user_tables where relid = to_regclass('message')";
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      row.next();
      double perMessage = row.getDouble(4) * row.getDouble(2) / row.getDouble(3);
      double most = retention.keepBytes() / Math.max(1, perMessage);
      return Math.round(row.getLong(1) - most);
    }
  }

  private static String ask(Connection connection, String query) throws SQLException {
    return PostgresqlStart.ask(connection, query, null);
  }
}
