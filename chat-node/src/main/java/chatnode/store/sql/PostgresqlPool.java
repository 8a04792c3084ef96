package chatnode.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Connections to a PostgreSQL.
 *
 * <p>All limits are there so that a server that is stopped, frozen or out of reach is noticed
 * within a second or two, and one that is back within as much: with what the driver and the pool do
 * by themselves a frozen server holds the writer for as long as it is frozen, and one that was down
 * for 4 s is found again after 12.
 */
final class PostgresqlPool {
  /** The writer, the readers, and one for who starts. */
  private static final int CONNECTIONS = 4;

  /**
   * Whatever an operator has set for the database: no lock and no transaction of a frozen node
   * holds up others for long, a transaction sees what others have committed meanwhile, and a commit
   * waits for the disk.
   */
  private static final String SESSION =
      "set statement_timeout = 1500; set lock_timeout = 1000;"
          + " set idle_in_transaction_session_timeout = 3000;"
          + " set session characteristics as transaction isolation level read committed;"
          + " set plan_cache_mode = force_custom_plan;"
          + " select set_config('synchronous_commit', 'on', false)"
          + " where current_setting('synchronous_commit') = 'off'";

  /** What the server knows a node by. */
  static final String NODE = "chat-node";

  private PostgresqlPool() {}

  static HikariDataSource of(PostgresqlPlace place) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(place.url());
    config.setDataSourceProperties(limited(place));
    config.setConnectionInitSql(SESSION);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(1_000);
    config.setValidationTimeout(500);
    config.setInitializationFailTimeout(-1);
    config.setKeepaliveTime(30_000);
    config.setMaxLifetime(300_000);
    config.setPoolName("store");
    return new HikariDataSource(config);
  }

  /** One that does not wait long, to see whether there is somebody. */
  static Connection first(PostgresqlPlace place) throws SQLException {
    return DriverManager.getConnection(place.url(), limited(place));
  }

  /** One that may wait and work as long as it takes. */
  static Connection patient(PostgresqlPlace place) throws SQLException {
    return DriverManager.getConnection(place.url(), named(place));
  }

  private static Properties limited(PostgresqlPlace place) {
    Properties properties = named(place);
    for (String name :
        new String[] {"socketTimeout", "connectTimeout", "loginTimeout", "cancelSignalTimeout"}) {
      properties.setProperty(name, "1");
    }
    return properties;
  }

  private static Properties named(PostgresqlPlace place) {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", NODE);
    place
        .properties()
        .forEach((name, value) -> properties.setProperty((String) name, (String) value));
    properties.setProperty("tcpKeepAlive", "true");
    return properties;
  }
}
