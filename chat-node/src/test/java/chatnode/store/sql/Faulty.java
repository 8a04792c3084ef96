package chatnode.store.sql;

import chatnode.store.StoreProblem;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A database that fails as it is told to. */
final class Faulty implements Database {
  private final Database database;

  /** Every insert fails so, while this is not null. */
  volatile SQLiteErrorCode fault;

  /** What contains it fails for its data. */
  volatile String poison;

  /** So many commits are carried out, and then seem to have failed. */
  volatile int unknown;

  /** Larger than so many pages the file does not become. */
  private volatile int most = Integer.MAX_VALUE;

  private volatile Connection writer;
  final List<Integer> inserts = new ArrayList<>();

  Faulty(Database database) {
    this.database = database;
  }

  @Override
  public List<Row> insert(Connection connection, List<Row> rows) throws SQLException {
    if (fault != null) {
      throw failure(fault);
    }
    String bad = poison;
    if (bad != null && rows.stream().anyMatch(row -> Searching.text(row.entry()).contains(bad))) {
      throw failure(SQLiteErrorCode.SQLITE_CONSTRAINT);
    }
    inserts.add(rows.size());
    return database.insert(connection, rows);
  }

  void growsTo(int pages) throws SQLException {
    most = pages;
    if (!writer.isClosed()) {
      limit();
    }
  }

  private void limit() throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.execute("pragma max_page_count = " + most);
    }
  }

  private static SQLiteException failure(SQLiteErrorCode code) {
    return new SQLiteException("as told", code);
  }

  @Override
  public Connection writer() throws SQLException {
    Connection real = database.writer();
    writer = real;
    limit();
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              try {
                Object answer = method.invoke(real, arguments);
                if (method.getName().equals("commit") && unknown > 0) {
                  unknown--;
                  throw failure(SQLiteErrorCode.SQLITE_IOERR);
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public String id() {
    return database.id();
  }

  @Override
  public String place() {
    return database.place();
  }

  @Override
  public Ids ids() {
    return database.ids();
  }

  @Override
  public byte[] identityKey() throws StoreProblem {
    return database.identityKey();
  }

  @Override
  public void replaceIdentityKey(byte[] key) throws StoreProblem {
    database.replaceIdentityKey(key);
  }

  @Override
  public byte[] identityKey(byte[] fresh) throws StoreProblem {
    return database.identityKey(fresh);
  }

  @Override
  public Parts parts() throws SQLException {
    return database.parts();
  }

  @Override
  public void rewrite(Connection connection, Row row) throws SQLException {
    database.rewrite(connection, row);
  }

  @Override
  public Sweep sweep() {
    return database.sweep();
  }

  @Override
  public void delete(Connection connection, List<Long> ids) throws SQLException {
    database.delete(connection, ids);
  }

  @Override
  public PreparedStatement candidates(
      Connection connection, Collection<Long> rooms, Words words, long below, int limit)
      throws SQLException {
    return database.candidates(connection, rooms, words, below, limit);
  }

  @Override
  public void tend(Connection connection) {
    // Nothing but what the tests do happens to it.
  }

  @Override
  public Trouble trouble(SQLException failure) {
    return database.trouble(failure);
  }

  @Override
  public long bytes() {
    return database.bytes();
  }

  @Override
  public void close() {
    database.close();
  }
}
