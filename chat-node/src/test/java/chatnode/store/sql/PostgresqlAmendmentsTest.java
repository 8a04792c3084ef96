package chatnode.store.sql;

import chatnode.store.Storing;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/** The contract, on a PostgreSQL. */
class PostgresqlAmendmentsTest extends AmendmentsContract {
  private String from;
  private String to;

  @BeforeEach
  void makeDatabases() throws Exception {
    from = TestPostgres.database();
    to = TestPostgres.database();
  }

  @Override
  Storing from() {
    return TestPostgres.storing(from, Duration.ZERO, 0);
  }

  @Override
  Storing to() {
    return TestPostgres.storing(to, Duration.ZERO, 0);
  }

  @Override
  String password() {
    return TestPostgres.server().password();
  }
}
