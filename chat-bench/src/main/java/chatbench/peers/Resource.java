package chatbench.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of a peer that comes with us. */
final class Resource {

  static String text(String name) throws IOException {
    try (InputStream content = Resource.class.getResourceAsStream("/chatbench/peers/" + name)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static Path write(String name, Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve(name), text(name));
  }

  private Resource() {}
}
