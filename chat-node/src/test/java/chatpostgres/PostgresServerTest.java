package chatpostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostgresServerTest {
  private PostgresServer server;

  @BeforeEach
  void start() {
    server = Postgres.in(Path.of("target/postgres")).server("of-its-own").start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void answersInUtf8AndKnowsNoLettersButAscii() throws SQLException {
    assertThat(ask("show server_encoding")).isEqualTo("UTF8");
    assertThat(ask("select datctype from pg_database where datname = current_database()"))
        .isEqualTo("C");
    assertThat(ask("show fsync")).isEqualTo("on");
  }

  @Test
  void doesNotAnswerWhileFrozenAndGoesOnWhenThawed() throws SQLException {
    server.freeze();
    assertThatThrownBy(() -> ask("select 1")).isInstanceOf(SQLException.class);

    server.thaw();
    assertThat(ask("select 1")).isEqualTo("1");
  }

  @Test
  void anOpenConnectionIsFrozenToo() throws SQLException {
    try (Connection connection = connect()) {
      server.freeze();
      assertThatThrownBy(() -> ask(connection, "select 1")).hasMessageContaining("I/O error");
      server.thaw();
    }
  }

  @Test
  void keepsItsDataWhenItIsKilled() throws SQLException {
    run("create table t (n int)", "insert into t values (7)");
    server.kill();
    assertThatThrownBy(this::connect).isInstanceOf(SQLException.class); // refused, or cut off

    server.start();
    assertThat(ask("select n from t")).isEqualTo("7");
  }

  @ParameterizedTest
  @EnumSource
  void keepsItsDataWhenItIsRestarted(PostgresServer.Stop how) throws SQLException {
    try (Connection open = connect()) {
      run("create table t (n int)", "insert into t values (7)");
      server.restart(how);
      assertThatThrownBy(() -> ask(open, "select 1")).isInstanceOf(SQLException.class);
    }
    assertThat(ask("select n from t")).isEqualTo("7");
  }

  @Test
  void endsFrozenToo() {
    ProcessHandle process = server.process();
    List<ProcessHandle> family = process.descendants().toList();
    assertThat(family).isNotEmpty();
    server.freeze();
    server.close();
    Signals.awaitEnd(family);
  }

  @Test
  void endsWhenWhoeverStartedItIsGone() throws Exception {
    Process guard = Signals.killWhenWeAreGone(server.process());
    List<ProcessHandle> family = server.process().descendants().toList();
    guard.getOutputStream().close(); // as the kernel does it for one that was killed
    server.process().onExit().get(10, TimeUnit.SECONDS);
    guard.waitFor();
    assertThat(family).isNotEmpty();
    Signals.awaitEnd(family);
  }

  @Test
  void doesNotLetInWhoDoesNotKnowThePassword() {
    assertThatThrownBy(() -> DriverManager.getConnection(jdbc(), server.user(), "wrong"))
        .hasMessageContaining("password");
  }

  private String jdbc() {
    return "jdbc:postgresql://127.0.0.1:" + server.port() + "/chat?socketTimeout=1&loginTimeout=1";
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbc(), server.user(), server.password());
  }

  private void run(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  private String ask(String query) throws SQLException {
    try (Connection connection = connect()) {
      return ask(connection, query);
    }
  }

  private static String ask(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }
}
