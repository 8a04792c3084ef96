package chatnode.store.sql;

import chatnode.store.Store;
import chatnode.store.StorePlace;
import chatnode.store.Storing;
import chatpostgres.Postgres;
import chatpostgres.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One server for all tests of a run that do it no harm, with a database for each. */
final class TestPostgres {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static PostgresServer server;

  static synchronized PostgresServer server() {
    if (server == null) {
      server = own("shared");
    }
    return server;
  }

  /** One to be stopped and frozen. */
  static PostgresServer own(String name) {
    return Postgres.in(Path.of("target/postgres")).server(name).start();
  }

  /** A new database, as {@code --store} names it. */
  static String database() throws SQLException {
    return database(server());
  }

  static String database(PostgresServer server) throws SQLException {
    String name = "test" + NUMBER.incrementAndGet();
    run(server, "chat", "create database " + name);
    return url(server, name);
  }

  static String url(PostgresServer server, String name) {
    return "postgresql://" + server.user() + "@127.0.0.1:" + server.port() + "/" + name;
  }

  static void run(PostgresServer server, String database, String... statements)
      throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database;
    try (Connection connection =
            DriverManager.getConnection(url, server.user(), server.password());
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  static Store open(String place, Duration keep, long keepBytes) throws Exception {
    String password = server().password();
    return Stores.open(storing(place, keep, keepBytes), password, () -> SharedStore.NOW);
  }

  static Storing storing(String place, Duration keep, long keepBytes) {
    return new Storing(
        new StorePlace(place),
        Optional.empty(),
        Storing.Ack.STORED,
        Storing.Sync.NORMAL,
        keep,
        keepBytes);
  }

  private TestPostgres() {}
}
