package chatnode.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.function.Function;
import java.util.logging.Logger;

/** Certificate and key for wss, and whether they were renewed on disk. */
public record Certificate(String certPath, String keyPath) {
  private static final Logger LOG = Logger.getLogger(Certificate.class.getName());
  private static final int LOOK_MS = 2000;

  /** What lies there now, when its two halves belong together; a failure is a sentence. */
  Credentials load() throws CertificateException {
    return Credentials.read(Path.of(certPath), Path.of(keyPath));
  }

  /** The same for the log: also what clients may stumble over. */
  public Credentials check() throws CertificateException {
    Credentials loaded = load();
    loaded.warnings(Instant.now()).forEach(LOG::warning);
    return loaded;
  }

  /**
   * Looks at the files now and then; {@code use} puts new ones in force. Those that do not fit are
   * not used: the old ones stay until they do.
   */
  public void watch(Vertx vertx, Function<ServerSSLOptions, Future<?>> use) {
    Watch watch = new Watch(vertx, use);
    vertx.setPeriodic(LOOK_MS, t -> vertx.executeBlocking(this::stamp).onSuccess(watch::look));
  }

  /** Half of a pair is there first: only what is still wrong at the next look is told of. */
  private final class Watch {
    private final Vertx vertx;
    private final Function<ServerSSLOptions, Future<?>> use;
    private String settled = stamp();
    private String tried = "";

    Watch(Vertx vertx, Function<ServerSSLOptions, Future<?>> use) {
      this.vertx = vertx;
      this.use = use;
    }

    void look(String stamp) {
      if (stamp.equals(settled)) {
        return;
      }
      vertx
          .executeBlocking(() -> check().options())
          .compose(fresh -> use.apply(new ServerSSLOptions().setKeyCertOptions(fresh)))
          .onSuccess(
              v -> {
                settled = stamp;
                LOG.info("the new certificate is in use");
              })
          .onFailure(failure -> refused(stamp, failure));
    }

    private void refused(String stamp, Throwable failure) {
      if (stamp.equals(tried)) {
        settled = stamp;
        LOG.warning("the old certificate stays in use: " + failure.getMessage());
      }
      tried = stamp;
    }
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
