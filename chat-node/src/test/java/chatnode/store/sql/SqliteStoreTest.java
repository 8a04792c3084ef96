package chatnode.store.sql;

import chatnode.store.Store;
import chatnode.store.StorePlace;
import chatnode.store.Storing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** The contract, on a folder that all nodes share. */
class SqliteStoreTest extends StoreContract {
  @TempDir Path folder;

  static Storing storing(Path folder, Duration keep, long keepBytes) {
    return new Storing(
        new StorePlace("sqlite:" + folder),
        Optional.empty(),
        Storing.Ack.STORED,
        Storing.Sync.NORMAL,
        keep,
        keepBytes);
  }

  @Override
  Store open(Duration keep, long keepBytes) throws Exception {
    return Stores.open(storing(folder, keep, keepBytes), null, () -> NOW);
  }
}
