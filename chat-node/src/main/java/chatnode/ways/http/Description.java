package chatnode.ways.http;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What this API is, for programs that read that (OpenAPI 3.1, a resource beside this class). */
final class Description {
  private static final String FILE = "openapi.yaml";
  private static final byte[] BYTES = bytes();

  private static byte[] bytes() {
    try (InputStream file = Description.class.getResourceAsStream(FILE)) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To whoever asks: it says how to be let in. */
  void answer(RoutingContext context) {
    Answer.to(context.request()).send("application/yaml", BYTES);
  }
}
