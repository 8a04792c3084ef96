package chatnode.store.sql;

import chatnode.store.Store;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/** Retention in a PostgreSQL. */
class PostgresqlRetentionTest extends RetentionContract {
  private String place;

  @BeforeEach
  void makeDatabase() throws Exception {
    place = TestPostgres.database();
  }

  @Override
  Store open(Duration keep, long keepBytes) throws Exception {
    return TestPostgres.open(place, keep, keepBytes);
  }
}
