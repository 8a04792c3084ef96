package chatnode.store.sql;

import chatnode.store.StoreProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that is this node's to write, for as long as it holds the lock beside it: the system frees
 * that with the process, however it ends, and holds it for one that is frozen.
 */
final class OwnFile implements AutoCloseable {
  private static final int MANY = 1_000;

  /**
   * What this process holds. To the system a lock is the process's, so that closing any channel of
   * the same file would free it: one that is held here must not even be opened.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final Path lockPath;
  private final FileChannel channel;

  private OwnFile(Path path, Path lockPath, FileChannel channel) {
    this.path = path;
    this.lockPath = lockPath;
    this.channel = channel;
  }

  /** The first that is free, or the next new one. */
  static OwnFile in(Folder folder) throws StoreProblem {
    for (int number = 1; number <= MANY; number++) {
      OwnFile own = take(folder.file(number));
      if (own != null) {
        return own;
      }
    }
    throw new StoreProblem(
        "all files in " + folder.path() + " are locked: stop some nodes or name another folder");
  }

  /** Null when somebody else holds it. */
  static OwnFile take(Path path) throws StoreProblem {
    Path lockPath = Folder.lockOf(path);
    if (!HELD.add(lockPath)) {
      return null;
    }
    FileLock lock = null;
    try {
      FileChannel channel =
          FileChannel.open(lockPath, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        lock = channel.tryLock();
      } finally {
        if (lock == null) {
          channel.close();
        }
      }
      return lock == null ? null : new OwnFile(path, lockPath, channel);
    } catch (IOException e) {
      throw new StoreProblem(
          lockPath
              + " cannot be locked ("
              + Folder.reason(e)
              + "): let this user write there, on a disk of this machine",
          e);
    } finally {
      if (lock == null) {
        HELD.remove(lockPath);
      }
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock goes with the process.
    } finally {
      HELD.remove(lockPath);
    }
  }
}
