package chatpostgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, from the class path or, on other machines than those that the archive
 * there is for, of the system; and an empty cluster of databases from which every server is copied:
 * unpacked and made once in a folder, whoever comes first.
 *
 * <p>The database is UTF8 and everything else {@code C}, the worst that an operator can give us:
 * there the text parsers of PostgreSQL take no letter beyond ASCII for one.
 */
public final class Postgres {
  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  static final String USER = "chat";
  static final String PASSWORD = "open sesame";
  static final String DATABASE = "chat";

  private final Path folder;
  private final Unprivileged person;

  private Postgres(Path folder, Unprivileged person) {
    this.folder = folder;
    this.person = person;
  }

  /** Blocks for as long as others make the same there, and some seconds to make it. */
  public static synchronized Postgres in(Path wished) {
    Unprivileged person = Unprivileged.whoReaches(wished.toAbsolutePath());
    Postgres postgres = new Postgres(person.folder(), person);
    Path lock = postgres.folder.resolve("lock");
    try (FileChannel file =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.lock(); // tests run in several processes
      postgres.make();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return postgres;
  }

  /**
   * A server that is not started yet; its data are in {@code name} of the folder, and what an
   * earlier one had there is gone. Tests that run at the same time use different names.
   *
   * @param settings of postgresql.conf, {@code name=value}
   */
  public PostgresServer server(String name, String... settings) {
    Path data = folder.resolve(name);
    run(List.of("rm", "-rf", data.toString()), Redirect.DISCARD);
    run(List.of("cp", "-a", template().toString(), data.toString()), Redirect.DISCARD);
    return new PostgresServer(this, data, List.of(settings));
  }

  List<String> command(String program, String... arguments) {
    return person.command(folder.resolve("programs/bin/" + program).toString(), arguments);
  }

  private Path template() {
    return folder.resolve("template");
  }

  private Redirect log() {
    return Redirect.appendTo(folder.resolve("making.log").toFile());
  }

  private void make() throws IOException {
    if (Files.exists(template())) {
      return;
    }
    findPrograms(folder.resolve("programs"));
    Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    Path made = folder.resolve("making");
    run(List.of("rm", "-rf", made.toString()), Redirect.DISCARD);
    person.own(Files.createDirectories(made));
    run(
        command(
            "initdb",
            "--pgdata=" + made,
            "--no-sync",
            "--encoding=UTF8",
            "--locale=C",
            "--username=" + USER,
            "--auth=scram-sha-256",
            "--pwfile=" + password),
        log());
    Process single =
        new ProcessBuilder(command("postgres", "--single", "-F", "-D", made.toString(), "postgres"))
            .redirectErrorStream(true)
            .redirectOutput(log())
            .start();
    try (OutputStream in = single.getOutputStream()) {
      in.write(("create database " + DATABASE + "\n").getBytes());
    }
    expectSuccess(single, "postgres --single");
    Files.move(made, template()); // only what is whole has this name
  }

  private void findPrograms(Path programs) throws IOException {
    try (InputStream packed = Postgres.class.getResourceAsStream(ARCHIVE)) {
      if (packed != null && System.getProperty("os.arch").equals("amd64")) {
        unpack(packed, Files.createDirectories(programs));
        return;
      }
    }
    try (Stream<Path> versions = Files.exists(DEBIAN) ? Files.list(DEBIAN) : Stream.empty()) {
      Path newest =
          versions
              .max(Comparator.comparingInt(path -> Integer.parseInt(path.getFileName().toString())))
              .orElseThrow(() -> new IllegalStateException("install postgresql, and run again"));
      Files.deleteIfExists(programs);
      Files.createSymbolicLink(programs, newest);
    }
  }

  private void unpack(InputStream packed, Path programs) throws IOException {
    Process tar =
        new ProcessBuilder("tar", "-x", "--no-same-owner", "-C", programs.toString())
            .redirectErrorStream(true)
            .redirectOutput(log())
            .start();
    try (OutputStream out = tar.getOutputStream()) {
      new XZInputStream(packed).transferTo(out);
    }
    expectSuccess(tar, "tar");
  }

  private static void run(List<String> command, Redirect output) {
    try {
      Process process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
      expectSuccess(process, String.join(" ", command));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void expectSuccess(Process process, String command) {
    try {
      int status = process.waitFor();
      if (status != 0) {
        throw new IllegalStateException("status " + status + " of " + command);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
