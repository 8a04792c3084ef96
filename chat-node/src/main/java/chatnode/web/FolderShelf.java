package chatnode.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A folder on disk, looked at anew for each request: what is changed there is served at once, and
 * however much lies there, nothing of it is kept.
 */
record FolderShelf(Path folder) implements Shelf {

  @Override
  public Future<StaticFile> find(Vertx vertx, String name) {
    return vertx.executeBlocking(() -> find(folder.resolve(name)), false);
  }

  private static StaticFile find(Path path) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      return found.isRegularFile() ? StaticFile.onDisk(path, found) : null;
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      if (!Files.exists(path)) {
        return null; // below a file, say
      }
      throw e;
    }
  }
}
