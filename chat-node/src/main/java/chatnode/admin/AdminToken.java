package chatnode.admin;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * What who manages the node has to know: the first line of a file, read anew when that has changed.
 * Of one loop. Only its hash is kept, and compared in the same time whatever is offered.
 */
final class AdminToken {
  private static final Logger LOG = Logger.getLogger(AdminToken.class.getName());
  private static final int LEAST = 16;
  private static final int MOST = 1024;
  private static final int LOOK_MS = 1000;

  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    private Unusable(String sentence) {
      super(sentence, null, false, false);
    }
  }

  private final Path file;
  private final Runnable changed;
  private byte[] hash;
  private String stamp;

  private AdminToken(Path file, byte[] hash, Runnable changed) {
    this.file = file;
    this.hash = hash;
    this.changed = changed;
    this.stamp = stamp(file);
  }

  /** What is wrong with the file, in a sentence; null when nothing is. */
  static String mistake(Path file) {
    try {
      read(file);
      return null;
    } catch (Unusable why) {
      return why.getMessage();
    }
  }

  /** Called on the loop it will be used on. {@code changed} is called when another one is valid. */
  static AdminToken of(Vertx vertx, Path file, Runnable changed) {
    try {
      AdminToken token = new AdminToken(file, read(file), changed);
      vertx.setPeriodic(
          LOOK_MS, t -> vertx.executeBlocking(() -> stamp(file)).onSuccess(token::look));
      return token;
    } catch (Unusable why) {
      throw new IllegalStateException(why.getMessage());
    }
  }

  boolean is(String offered) {
    return MessageDigest.isEqual(hash, sha256(offered));
  }

  /** Small enough to be read here. Half a file may be there first: that is looked at again. */
  void look(String now) {
    if (now.equals(stamp)) {
      return;
    }
    stamp = now;
    try {
      byte[] fresh = read(file);
      if (!MessageDigest.isEqual(hash, fresh)) {
        hash = fresh;
        changed.run();
        LOG.info("the management port has a new token");
      }
    } catch (Unusable why) {
      LOG.warning("the management port keeps its old token: " + why.getMessage());
    }
  }

  private static byte[] read(Path file) throws Unusable {
    String token;
    try (Stream<String> lines = Files.lines(file)) {
      token = lines.findFirst().orElse("").strip();
    } catch (IOException | RuntimeException e) { // of a line that is no text
      throw new Unusable("--admin-token-file: cannot read " + file + ".");
    }
    if (token.length() < LEAST || token.length() > MOST) {
      throw new Unusable(
          "--admin-token-file: the first line of "
              + file
              + " is the token, and has to have "
              + LEAST
              + " to "
              + MOST
              + " characters.");
    }
    return sha256(token);
  }

  private static String stamp(Path file) {
    try {
      return Files.getLastModifiedTime(file) + ":" + Files.size(file);
    } catch (IOException e) {
      return "missing"; // in the middle of being replaced, perhaps
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
