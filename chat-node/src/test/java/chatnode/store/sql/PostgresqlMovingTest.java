package chatnode.store.sql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatnode.store.Store;
import chatnode.store.StoreProblem;
import chatnode.store.Storing;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a folder to a PostgreSQL. */
class PostgresqlMovingTest extends MovingContract {
  @TempDir Path folder;
  private String place;

  @BeforeEach
  void makeDatabase() throws Exception {
    place = TestPostgres.database();
  }

  @Override
  Storing from() {
    return SqliteStoreTest.storing(folder, Duration.ZERO, 0);
  }

  @Override
  Storing to() {
    return TestPostgres.storing(place, Duration.ZERO, 0);
  }

  @Override
  Store open(Storing storing) throws Exception {
    return Stores.open(storing, password(), () -> NOW);
  }

  @Override
  String password() {
    return TestPostgres.server().password();
  }

  @Test
  void aDatabaseThatANodeUsesIsNotFilled() throws Exception {
    nodes.add(open(to()));
    assertThatThrownBy(() -> Import.into(to(), password()))
        .isInstanceOf(StoreProblem.class)
        .hasMessageContainingAll(place, "stop all nodes");
  }
}
