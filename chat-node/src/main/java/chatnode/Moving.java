package chatnode;

import chatnode.options.Mistake;
import chatnode.protocol.LineReader;
import chatnode.store.Moved;
import chatnode.store.StoreProblem;
import chatnode.store.sql.Export;
import chatnode.store.sql.Import;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes all that is stored from one store to another, by way of lines that can be kept, looked at
 * and sent: how far it is, and how it ended, is said on standard error.
 */
final class Moving {
  private static final String EXPORT = "export";
  private static final String IMPORT = "import";
  private static final long EVERY_NANOS = 2_000_000_000L;

  private final Console err;

  Moving(Console err) {
    this.err = err;
  }

  static boolean isMeant(String word) {
    return word.equals(EXPORT) || word.equals(IMPORT);
  }

  /** {@code args} with the verb before the options. */
  void run(Map<String, String> environment, String... args)
      throws Mistake, StoreProblem, IOException {
    String verb = args[0];
    String[] options = Arrays.copyOfRange(args, 1, args.length);
    Optional<MovingConfig> config = MovingConfig.of(verb, environment, options);
    if (config.isPresent()) {
      Moved moved = verb.equals(EXPORT) ? exported(config.get()) : imported(config.get());
      err.say("chat-node: %sed %s", verb, told(moved));
    }
  }

  private Moved exported(MovingConfig config) throws StoreProblem, IOException {
    try (Export export = Export.of(config.storing(), config.storing().password());
        OutputStream out = out(config.lines().file())) {
      return written(export, out);
    }
  }

  private Moved written(Export export, OutputStream out) throws StoreProblem, IOException {
    try {
      return export.write(out, progress(EXPORT));
    } catch (IOException e) {
      throw new IOException("The lines cannot be written (" + e.getMessage() + ").", e);
    }
  }

  private Moved imported(MovingConfig config) throws StoreProblem, IOException {
    try (InputStream in = in(config.lines().file());
        Import into = Import.into(config.storing(), config.storing().password())) {
      return into.read(in, progress(IMPORT));
    } catch (LineReader.Broken broken) {
      throw new IOException(broken.getMessage() + ".", broken);
    }
  }

  /** A file is its owner's alone: the key is in it. */
  private static OutputStream out(Optional<Path> file) throws IOException {
    if (file.isEmpty()) {
      return new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
    }
    try {
      if (!Files.exists(file.get())) {
        Files.createFile(
            file.get(),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      return new BufferedOutputStream(Files.newOutputStream(file.get()));
    } catch (IOException e) {
      throw new IOException("--file: cannot write " + file.get() + ".", e);
    }
  }

  private static InputStream in(Optional<Path> file) throws IOException {
    if (file.isEmpty()) {
      return System.in;
    }
    try {
      return Files.newInputStream(file.get());
    } catch (IOException e) {
      throw new IOException("--file: cannot read " + file.get() + ".", e);
    }
  }

  private Consumer<Moved> progress(String verb) {
    long[] next = {System.nanoTime() + EVERY_NANOS};
    return moved -> {
      if (System.nanoTime() - next[0] >= 0) {
        next[0] = System.nanoTime() + EVERY_NANOS;
        err.say("chat-node: %sing, %s so far", verb, told(moved));
      }
    };
  }

  private static String told(Moved moved) {
    String had = moved.had() == 0 ? "" : ", of which " + moved.had() + " were there already";
    return moved.messages() + " messages of " + moved.rooms() + " rooms" + had;
  }
}
