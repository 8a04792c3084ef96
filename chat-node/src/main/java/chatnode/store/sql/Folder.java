package chatnode.store.sql;

import chatnode.store.StoreProblem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;

/** The folder that the nodes of a machine share: what it is called, and which files are in it. */
final class Folder {
  private static final int FORMAT = 1;
  private static final String DATABASE = ".db";
  private static final String ABOUT = "store.properties";
  private static final String KEY = "identity.key";

  /** What stands for all files while somebody fills the folder; it is never one. */
  private static final String ALL = "import" + DATABASE;

  private final Path path;
  private final String id;

  private Folder(Path path, String id) {
    this.path = path;
    this.id = id;
  }

  /** One that is there already, to read it. */
  static Folder existing(String name) throws StoreProblem {
    Path path = Path.of(name).toAbsolutePath().normalize();
    if (!Files.exists(path.resolve(ABOUT))) {
      throw new StoreProblem(
          "there is no store in " + path + ": name the folder with --store sqlite:FOLDER");
    }
    return at(name);
  }

  static Folder at(String name) throws StoreProblem {
    Path path = Path.of(name).toAbsolutePath().normalize();
    try {
      Files.createDirectories(path);
      String about = once(path.resolve(ABOUT), "format=" + FORMAT + "\nid=" + UUID.randomUUID());
      Properties properties = new Properties();
      properties.load(new StringReader(about));
      int format = Integer.parseInt(properties.getProperty("format", "0").strip());
      if (format > FORMAT) {
        throw new StoreProblem(
            "the folder " + path + " was made by a newer chat-node: start that version");
      }
      return new Folder(path, UUID.fromString(properties.getProperty("id", "")).toString());
    } catch (IOException e) {
      throw new StoreProblem(
          "messages cannot be kept in the folder "
              + path
              + " ("
              + reason(e)
              + "): let this user write there, or name another one with --store sqlite:FOLDER",
          e);
    } catch (IllegalArgumentException e) {
      throw new StoreProblem(
          path.resolve(ABOUT)
              + " is not what chat-node wrote there: restore it from a backup, or name another"
              + " folder with --store sqlite:FOLDER",
          e);
    }
  }

  static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
  }

  Path path() {
    return path;
  }

  String id() {
    return id;
  }

  byte[] identityKey(byte[] fresh) throws StoreProblem {
    Path file = path.resolve(KEY);
    try {
      String key = once(file, Base64.getEncoder().encodeToString(fresh));
      return Base64.getDecoder().decode(key.strip());
    } catch (IOException | IllegalArgumentException e) {
      throw new StoreProblem(
          file + " cannot be read (" + e.getMessage() + "): restore it from a backup", e);
    }
  }

  /** Null where there is none yet. */
  byte[] identityKey() throws StoreProblem {
    return Files.exists(path.resolve(KEY)) ? identityKey(new byte[0]) : null;
  }

  void replaceIdentityKey(byte[] key) throws StoreProblem {
    try {
      Files.deleteIfExists(path.resolve(KEY));
    } catch (IOException e) {
      throw new StoreProblem(
          path.resolve(KEY) + " cannot be replaced (" + reason(e) + "): let this user write there",
          e);
    }
    identityKey(key);
  }

  Path file(int number) {
    return path.resolve("node-" + number + DATABASE);
  }

  /** Whoever holds its lock wants no nodes here. */
  Path all() {
    return path.resolve(ALL);
  }

  static Path lockOf(Path file) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.length() - DATABASE.length()) + ".lock");
  }

  /** New ones may come at any time. */
  List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(path)) {
      all.filter(file -> file.getFileName().toString().matches("node-\\d+\\.db"))
          .sorted(Comparator.comparing(Path::toString))
          .forEach(files::add);
    }
    return files;
  }

  long bytes() {
    try (Stream<Path> all = Files.list(path)) {
      return all.filter(file -> file.getFileName().toString().startsWith("node-"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (IOException e) {
      return -1;
    }
  }

  /** Writes a file unless there is one; answers what is in it. Of several that try one wins. */
  private static String once(Path file, String content) throws IOException {
    if (!Files.exists(file)) {
      Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
      ownersAlone(draft);
      try {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
          channel.write(ByteBuffer.wrap((content + "\n").getBytes(StandardCharsets.UTF_8)));
          channel.force(true);
        }
        Files.createLink(file, draft);
        synced(file.getParent());
      } catch (FileAlreadyExistsException e) {
        return Files.readString(file);
      } finally {
        Files.delete(draft);
      }
    }
    return Files.readString(file);
  }

  static void ownersAlone(Path file) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (UnsupportedOperationException e) {
      Files.createFile(file);
    }
  }

  /** That a file has this name is on disk then, too. */
  private static void synced(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
