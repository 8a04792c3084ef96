package chatnode.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where files of a page come from. */
public interface Shelf {

  /**
   * The file of this name, with {@code /} between its parts, or null. Names have been cleaned: no
   * part is empty or begins with a dot.
   */
  Future<StaticFile> find(Vertx vertx, String name);

  /** The folder where there is one on disk, else what the jar has under this name. */
  static Shelf of(String folder) {
    Path path = Path.of(folder);
    return Files.exists(path.resolve("index.html"))
        ? new FolderShelf(path.toAbsolutePath())
        : PackedShelf.of(folder);
  }
}
