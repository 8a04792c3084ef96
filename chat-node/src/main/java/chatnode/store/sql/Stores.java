package chatnode.store.sql;

import chatnode.store.NoStore;
import chatnode.store.Store;
import chatnode.store.StoreProblem;
import chatnode.store.Storing;
import java.util.function.LongSupplier;

/** Opens the store that {@code --store} names. */
public final class Stores {
  private static final long MAY_WAIT = 64L * 1024 * 1024;
  private static final int PART_OF_HEAP = 16;

  private Stores() {}

  /**
   * Blocks until it can be used.
   *
   * @param password of PostgreSQL, or null
   * @param now epoch milliseconds
   */
  public static Store open(Storing storing, String password, LongSupplier now) throws StoreProblem {
    if (storing.place().isMemory()) {
      return new NoStore();
    }
    Database database =
        storing.place().isSqlite()
            ? Sqlite.open(storing, now)
            : Postgresql.open(storing, password, now);
    long mayWait = Math.min(MAY_WAIT, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    return new SqlStore(database, new Waiting(mayWait), new Health(database.place(), now));
  }

  /** To read it, whoever else uses it. */
  static Source toRead(Storing storing, String password) throws StoreProblem {
    return storing.place().isSqlite()
        ? SqliteFolder.open(storing)
        : Postgresql.toRead(storing.keepingAll(), password, System::currentTimeMillis);
  }

  /** To fill it while nobody else uses it. */
  static Database alone(Storing storing, String password) throws StoreProblem {
    Storing all = storing.keepingAll();
    return storing.place().isSqlite()
        ? Sqlite.alone(all, System::currentTimeMillis)
        : Postgresql.alone(all, password, System::currentTimeMillis);
  }
}
