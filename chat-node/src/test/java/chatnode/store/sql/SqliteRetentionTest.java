package chatnode.store.sql;

import chatnode.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** Retention in a folder of files. */
class SqliteRetentionTest extends RetentionContract {
  @TempDir Path folder;

  @Override
  Store open(Duration keep, long keepBytes) throws Exception {
    return Stores.open(SqliteStoreTest.storing(folder, keep, keepBytes), null, () -> NOW);
  }
}
