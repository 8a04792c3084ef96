package chatnode.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.logging.Logger;

/** Certificate and key for wss, and whether they were renewed on disk. */
public record Certificate(String certPath, String keyPath) {
  private static final Logger LOG = Logger.getLogger(Certificate.class.getName());
  private static final int LOOK_MS = 2000;

  PemKeyCertOptions options() {
    return new PemKeyCertOptions().setCertPath(certPath).setKeyPath(keyPath);
  }

  /**
   * Looks at the files now and then; {@code use} puts new ones in force and fails when they do not
   * fit, in which case the old ones stay.
   */
  public void watch(Vertx vertx, Function<ServerSSLOptions, Future<?>> use) {
    String[] seen = {stamp()};
    vertx.setPeriodic(
        LOOK_MS,
        t ->
            vertx
                .executeBlocking(this::stamp)
                .onSuccess(
                    stamp -> {
                      if (stamp.equals(seen[0])) {
                        return;
                      }
                      seen[0] = stamp;
                      use.apply(new ServerSSLOptions().setKeyCertOptions(options()))
                          .onSuccess(v -> LOG.info("the new certificate is in use"))
                          .onFailure(
                              failure ->
                                  LOG.warning(
                                      "the new certificate cannot be used, the old one stays: "
                                          + failure.getMessage()));
                    }));
  }

  private String stamp() {
    return stamp(certPath) + "/" + stamp(keyPath);
  }

  private static String stamp(String path) {
    try {
      return Files.getLastModifiedTime(Path.of(path)) + ":" + Files.size(Path.of(path));
    } catch (IOException e) {
      return "missing"; // in the middle of being replaced, perhaps
    }
  }
}
