package chatnode.store.sql;

import chatnode.store.StoreProblem;
import chatnode.store.Storing;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;

/** A PostgreSQL that nodes on several machines share: one set of tables for all. */
final class Postgresql implements Database {
  private static final int ID_BITS = 12;
  private static final String VALUE = "select value from meta where name = ?";
  private static final String KEY = "identity key";

  private static final String INSERT =
      "insert into message (id, room, epoch, seq, at, key, draft, words)"
          + " select id, room, epoch, seq, at, key, draft, cast(words as tsvector)"
          + " from unnest(?, ?, ?, ?, ?, ?, ?, ?)"
          + " as given (id, room, epoch, seq, at, key, draft, words)"
          + " on conflict do nothing returning id, room, epoch, seq";

  private final PostgresqlPlace place;
  private final HikariDataSource pool;
  private final String id;
  private final PostgresqlUpkeep upkeep;
  private final Sweep sweep = new Sweep(this);
  private final Ids ids;

  private Postgresql(
      PostgresqlPlace place, HikariDataSource pool, Storing storing, LongSupplier now)
      throws StoreProblem {
    this.place = place;
    this.pool = pool;
    this.ids = new Ids(ID_BITS, (int) now.getAsLong());
    this.upkeep = new PostgresqlUpkeep(this, new Retention(storing, ids, now));
    this.id = once("id", UUID.randomUUID().toString());
  }

  static Postgresql open(Storing storing, String password, LongSupplier now) throws StoreProblem {
    return open(PostgresqlPlace.of(storing.place().toString(), password), storing, now);
  }

  /** For one who reads all of it, and is no node. */
  static Postgresql toRead(Storing storing, String password, LongSupplier now) throws StoreProblem {
    PostgresqlPlace place = PostgresqlPlace.of(storing.place().toString(), password);
    return open(place.as("chat-node export"), storing, now);
  }

  /** For one who fills it while no node uses it, as far as that can be seen. */
  static Postgresql alone(Storing storing, String password, LongSupplier now) throws StoreProblem {
    PostgresqlPlace place = PostgresqlPlace.of(storing.place().toString(), password);
    PostgresqlPlace other = place.as("chat-node import");
    new PostgresqlStart(other).bringUp();
    PostgresqlNodes.awaitNone(other);
    return open(other, storing, now);
  }

  private static Postgresql open(PostgresqlPlace place, Storing storing, LongSupplier now)
      throws StoreProblem {
    new PostgresqlStart(place).bringUp();
    HikariDataSource pool = PostgresqlPool.of(place);
    try {
      return new Postgresql(place, pool, storing, now);
    } catch (StoreProblem e) {
      pool.close();
      throw e;
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String place() {
    return place.name();
  }

  @Override
  public Ids ids() {
    return ids;
  }

  @Override
  public byte[] identityKey(byte[] fresh) throws StoreProblem {
    String key = once(KEY, Base64.getEncoder().encodeToString(fresh));
    return Base64.getDecoder().decode(key);
  }

  @Override
  public byte[] identityKey() throws StoreProblem {
    try (Connection connection = pool.getConnection()) {
      String key = PostgresqlStart.ask(connection, VALUE, KEY);
      return key == null ? null : Base64.getDecoder().decode(key);
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  @Override
  public void replaceIdentityKey(byte[] key) throws StoreProblem {
    try (Connection connection = pool.getConnection();
        PreparedStatement update =
            connection.prepareStatement("update meta set value = ? where name = ?")) {
      update.setString(1, Base64.getEncoder().encodeToString(key));
      update.setString(2, KEY);
      update.executeUpdate();
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  /** Of several that try one wins, and all are answered what it wrote. */
  private String once(String name, String value) throws StoreProblem {
    String insert = "insert into meta (name, value) values (?, ?) on conflict do nothing";
    try (Connection connection = pool.getConnection()) {
      try (PreparedStatement statement = connection.prepareStatement(insert)) {
        statement.setString(1, name);
        statement.setString(2, value);
        statement.executeUpdate();
      }
      return PostgresqlStart.ask(connection, VALUE, name);
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  private StoreProblem unusable(SQLException e) {
    return new StoreProblem(
        place.name() + " cannot be used (" + e.getMessage() + "): put that right", e);
  }

  @Override
  public Parts parts() throws SQLException {
    return new One(pool.getConnection());
  }

  private record One(Connection connection) implements Parts {
    @Override
    public List<Connection> all() {
      return List.of(connection);
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        // The pool knows what to do with it.
      }
    }
  }

  @Override
  public Connection writer() throws SQLException {
    Connection connection = pool.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  @Override
  public List<Row> insert(Connection writer, List<Row> rows) throws SQLException {
    PostgresqlRows given = new PostgresqlRows(rows);
    try (PreparedStatement insert = writer.prepareStatement(INSERT)) {
      given.set(insert);
      try (ResultSet inserted = insert.executeQuery()) {
        return given.notIn(inserted);
      }
    }
  }

  @Override
  public void rewrite(Connection writer, Row row) throws SQLException {
    try (PreparedStatement update =
        writer.prepareStatement(
            "update message set draft = ?, words = cast(? as tsvector) where id = ?")) {
      update.setBytes(1, row.entry().draft().bytes());
      update.setString(2, PostgresqlRows.words(row));
      update.setLong(3, row.id());
      update.executeUpdate();
    }
  }

  @Override
  public Sweep sweep() {
    return sweep;
  }

  @Override
  public void delete(Connection writer, List<Long> ids) throws SQLException {
    for (String table : List.of("message", "amendment")) {
      try (PreparedStatement delete =
          writer.prepareStatement("delete from " + table + " where id = any (?)")) {
        delete.setArray(1, writer.createArrayOf("bigint", ids.toArray()));
        delete.executeUpdate();
      }
    }
  }

  @Override
  public PreparedStatement candidates(
      Connection connection, Collection<Long> rooms, Words words, long below, int limit)
      throws SQLException {
    return PostgresqlSearch.prepare(connection, rooms, words, below, limit);
  }

  @Override
  public void tend(Connection writer) throws SQLException {
    upkeep.tend(writer);
  }

  @Override
  public Trouble trouble(SQLException failure) {
    return PostgresqlTrouble.of(failure);
  }

  @Override
  public long bytes() {
    return upkeep.bytes();
  }

  @Override
  public void close() {
    pool.close();
  }
}
