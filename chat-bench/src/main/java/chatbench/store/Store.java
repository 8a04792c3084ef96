package chatbench.store;

import chatpostgres.Postgres;
import chatpostgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A store as long as nodes are tried with it. Making and closing it blocks. */
public final class Store implements AutoCloseable {

  /** Of nodes that are somebody else's, or of a test without any. */
  public static final Store NONE = new Store("", null, null);

  private final String place;
  private final Path fresh;
  private final PostgresServer server;

  private Store(String place, Path fresh, PostgresServer server) {
    this.place = place;
    this.fresh = fresh;
    this.server = server;
  }

  /**
   * In {@code folder}, and not in the one for temporary files: that may be in memory, where nothing
   * waits for a disk. What was made for the run goes with it unless it is to {@code keep} it.
   */
  @SuppressWarnings("resource")
  public static Store open(StoreChoice choice, Path folder, boolean keep) throws IOException {
    Files.createDirectories(folder);
    if (choice.needsServer()) {
      Path programs = folder.toAbsolutePath().resolveSibling("postgres"); // unpacked once for all
      PostgresServer server =
          Postgres.in(programs).server("bench-" + ProcessHandle.current().pid()).start();
      return new Store(server.url(), keep ? null : server.data(), server);
    }
    if (choice.needsFolder()) {
      Path fresh = Files.createTempDirectory(folder.toAbsolutePath(), "data-");
      return new Store("sqlite:" + fresh, keep ? null : fresh, null);
    }
    return new Store(choice.text(), null, null);
  }

  /** What every node is told of it. */
  public List<String> nodeArgs() {
    return place.isEmpty() ? List.of() : List.of("--store", place);
  }

  /** What is no business of whoever lists processes. */
  public Map<String, String> environment() {
    return server == null ? Map.of() : Map.of("CHAT_STORE_PASSWORD", server.password());
  }

  /** Empty where there is none that was started here. */
  public Optional<PostgresServer> server() {
    return Optional.ofNullable(server);
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    if (fresh == null || !Files.exists(fresh)) {
      return;
    }
    try (Stream<Path> files = Files.walk(fresh)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + fresh, e);
    }
  }
}
