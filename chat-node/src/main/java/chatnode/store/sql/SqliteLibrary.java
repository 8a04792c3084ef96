package chatnode.store.sql;

import chatnode.store.StoreProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite itself, which its driver unpacks before it loads it. Into the store's own folder: a
 * temporary one may not be writable, or full. Gone as soon as it is loaded: the driver would leave
 * a copy behind for every process that was killed.
 */
final class SqliteLibrary {
  private static final String UNPACKED_IN = "org.sqlite.tmpdir";

  /** Answers that folder. */
  static synchronized Folder load(Folder folder) throws StoreProblem {
    if (System.getProperty(UNPACKED_IN) != null) {
      return folder;
    }
    try {
      Path unpacked = Files.createTempDirectory(folder.path(), "library-");
      System.setProperty(UNPACKED_IN, unpacked.toString());
      try {
        SQLiteJDBCLoader.initialize();
      } finally {
        delete(unpacked);
      }
      return folder;
    } catch (Exception e) {
      throw new StoreProblem(
          "SQLite cannot be loaded from the folder " + folder.path() + " (" + e.getMessage() + ")",
          e);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : deepestFirst) {
      Files.deleteIfExists(each);
    }
  }

  private SqliteLibrary() {}
}
