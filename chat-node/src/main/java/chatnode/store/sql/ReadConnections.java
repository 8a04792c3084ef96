package chatnode.store.sql;

import chatnode.store.StoreProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Each reading thread has a connection to every file of the folder, made when it is needed. */
final class ReadConnections {
  private final Folder folder;
  private final Map<Thread, Map<Path, Connection>> byThread = new ConcurrentHashMap<>();

  ReadConnections(Folder folder) {
    this.folder = folder;
  }

  Database.Parts ofThisThread() throws SQLException {
    return new All(List.copyOf(byFile().values()));
  }

  /** All but one, by the names of their files. */
  Map<String, Connection> beside(Path file) throws SQLException {
    Map<String, Connection> others = new TreeMap<>();
    byFile()
        .forEach(
            (path, connection) -> {
              if (!path.equals(file)) {
                others.put(path.getFileName().toString(), connection);
              }
            });
    return others;
  }

  private Map<Path, Connection> byFile() throws SQLException {
    Map<Path, Connection> open =
        byThread.computeIfAbsent(Thread.currentThread(), thread -> new HashMap<>());
    List<Path> files = files();
    for (Iterator<Map.Entry<Path, Connection>> each = open.entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<Path, Connection> next = each.next();
      if (!files.contains(next.getKey())) {
        each.remove();
        next.getValue().close();
      }
    }
    Map<Path, Connection> all = new LinkedHashMap<>();
    for (Path file : files) {
      Connection connection = open.get(file);
      if (connection != null && SqliteFile.wasBroughtUp(connection)) {
        connection.close();
        connection = null;
      }
      if (connection == null) {
        connection = SqliteFile.toRead(file);
      }
      if (connection != null) {
        open.put(file, connection);
        all.put(file, connection);
      }
    }
    return all;
  }

  private record All(List<Connection> all) implements Database.Parts {
    @Override
    public void close() {
      // They stay for the next question of this thread.
    }
  }

  private List<Path> files() throws SQLException {
    try {
      return folder.files();
    } catch (IOException e) {
      throw new SQLException("the folder " + folder.path() + " cannot be read", e);
    }
  }

  /** Whether all files can be read, one by one, so that it can be said which cannot. */
  void check() throws StoreProblem {
    try {
      for (Path file : folder.files()) {
        check(file);
      }
    } catch (IOException e) {
      throw new StoreProblem(
          "the folder " + folder.path() + " cannot be read (" + Folder.reason(e) + ")", e);
    }
  }

  private static void check(Path file) throws StoreProblem {
    try {
      Connection connection = SqliteFile.toRead(file);
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      if (Files.exists(file)) {
        throw SqliteFile.problem(file, e);
      }
    }
  }

  /** When no thread reads any more. */
  void close() {
    for (Map<Path, Connection> open : byThread.values()) {
      for (Connection connection : open.values()) {
        try {
          connection.close();
        } catch (SQLException e) {
          // It goes with the process.
        }
      }
    }
    byThread.clear();
  }
}
