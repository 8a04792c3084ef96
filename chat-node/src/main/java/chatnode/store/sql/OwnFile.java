package chatnode.store.sql;

import chatnode.store.StoreProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
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
    OwnFile own = first(folder);
    // After the lock was taken: whoever fills the folder looks for locks after he has told so.
    if (isHeld(folder.all())) {
      own.close();
      throw new StoreProblem(
          "messages are being imported into "
              + folder.path()
              + ": start this node when that is done");
    }
    return own;
  }

  static OwnFile first(Folder folder) throws StoreProblem {
    for (int number = 1; number <= MANY; number++) {
      OwnFile own = take(folder.file(number));
      if (own != null) {
        return own;
      }
    }
    throw new StoreProblem(
        "all files in " + folder.path() + " are locked: stop some nodes or name another folder");
  }

  /** All that there are, the folder's own first: no node uses it then, and none begins to. */
  static List<OwnFile> all(Folder folder) throws StoreProblem {
    List<OwnFile> held = new ArrayList<>();
    try {
      List<Path> files = new ArrayList<>(List.of(folder.all()));
      for (int i = 0; i < files.size(); i++) {
        OwnFile own = take(files.get(i));
        if (own == null) {
          throw new StoreProblem(
              "the folder "
                  + folder.path()
                  + " is in use: stop all nodes that keep messages there");
        }
        held.add(own);
        if (i == 0) {
          files.addAll(folder.files());
        }
      }
      return held;
    } catch (IOException e) {
      held.forEach(OwnFile::close);
      throw new StoreProblem(
          "the folder " + folder.path() + " cannot be read (" + Folder.reason(e) + ")", e);
    } catch (StoreProblem e) {
      held.forEach(OwnFile::close);
      throw e;
    }
  }

  private static synchronized boolean isHeld(Path path) throws StoreProblem {
    Path lockPath = Folder.lockOf(path);
    if (HELD.contains(lockPath)) {
      return true;
    }
    if (!Files.exists(lockPath)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(lockPath, StandardOpenOption.READ);
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return lock == null; // shared, so that two who look do not take each other for him
    } catch (IOException e) {
      throw unlockable(lockPath, e);
    }
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
      throw unlockable(lockPath, e);
    } finally {
      if (lock == null) {
        HELD.remove(lockPath);
      }
    }
  }

  private static StoreProblem unlockable(Path lockPath, IOException e) {
    return new StoreProblem(
        lockPath
            + " cannot be locked ("
            + Folder.reason(e)
            + "): let this user write there, on a disk of this machine",
        e);
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
