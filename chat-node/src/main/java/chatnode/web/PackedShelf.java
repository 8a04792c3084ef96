package chatnode.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files that came with the node, read once and served out of memory: some hundred kilobytes,
 * and no disk that is full later can take anything away from them.
 */
public record PackedShelf(Map<String, StaticFile> files) implements Shelf {

  /** Everything beside the {@code index.html} of this folder of the class path, and below it. */
  public static PackedShelf of(String folder) {
    URL index = PackedShelf.class.getResource("/" + folder + "/index.html");
    if (index == null) {
      throw new IllegalArgumentException("there is no " + folder + " on the class path");
    }
    try {
      return read(index.toURI());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static PackedShelf read(URI index) throws IOException {
    if (!index.getScheme().equals("jar")) {
      return read(Path.of(index));
    }
    String jar = index.getRawSchemeSpecificPart().replaceFirst("!.*", "");
    String inside = index.getSchemeSpecificPart().replaceFirst("^.*!", "");
    try (FileSystem files = FileSystems.newFileSystem(Path.of(URI.create(jar)))) {
      return read(files.getPath(inside));
    }
  }

  private static PackedShelf read(Path index) throws IOException {
    Path folder = index.getParent();
    Map<String, StaticFile> files = new HashMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> regular = all.filter(Files::isRegularFile).toList();
      for (Path each : regular) {
        String name = folder.relativize(each).toString().replace('\\', '/');
        files.put(name, StaticFile.packed(name, Files.readAllBytes(each)));
      }
    }
    return new PackedShelf(Map.copyOf(files));
  }

  @Override
  public Future<StaticFile> find(Vertx vertx, String name) {
    return Future.succeededFuture(files.get(name));
  }
}
