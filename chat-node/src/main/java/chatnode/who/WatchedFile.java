package chatnode.who;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Logger;

/**
 * What is written in a file, read anew when it changes. What cannot be used then is not used: what
 * was read before goes on. Asked by all loops.
 */
final class WatchedFile<T> {
  private static final Logger LOG = Logger.getLogger(WatchedFile.class.getName());
  private static final int LOOK_MS = 1000;
  private static final int MOST_BYTES = 1 << 20;

  /** Makes a value of a text. */
  @FunctionalInterface
  interface Reader<T> {
    T read(String text) throws Mistaken;
  }

  private final String option;
  private final Path file;
  private final Reader<T> reader;
  private volatile T now;
  private String settled;
  private String tried = "";

  /** Reads it. */
  WatchedFile(String option, Path file, Reader<T> reader) throws Mistaken {
    this.option = option;
    this.file = file;
    this.reader = reader;
    this.settled = stamp();
    this.now = read();
  }

  T now() {
    return now;
  }

  /** Looks at the file every second from now on. */
  void watch(Vertx vertx) {
    vertx.setPeriodic(LOOK_MS, t -> vertx.executeBlocking(this::look));
  }

  /** Half of a file may be written: only what is still wrong at the next look is told of. */
  Void look() {
    String stamp = stamp();
    if (stamp.equals(settled)) {
      return null;
    }
    try {
      now = read();
      settled = stamp;
      LOG.info(option + ": " + file.getFileName() + " was read anew");
    } catch (Mistaken mistake) {
      if (stamp.equals(tried)) {
        settled = stamp;
        LOG.warning(mistake.getMessage() + "; what was read before goes on");
      }
      tried = stamp;
    }
    return null;
  }

  private T read() throws Mistaken {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new Mistaken(named("it is larger than a megabyte"));
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      return reader.read(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      throw new Mistaken(named("it is not in UTF-8"));
    } catch (IOException e) {
      throw new Mistaken(named("it cannot be read"));
    } catch (Mistaken e) {
      throw new Mistaken(named(e.getMessage()));
    }
  }

  private String named(String sentence) {
    String begin = option + ": " + file + ": ";
    return sentence.startsWith(begin) ? sentence : begin + sentence;
  }

  private String stamp() {
    try {
      return Files.getLastModifiedTime(file) + ":" + Files.size(file);
    } catch (IOException e) {
      return "missing"; // in the middle of being replaced, perhaps
    }
  }
}
