package chatbench.verify;

import chatbench.check.ClientLog;
import chatbench.client.Reader;
import chatbench.wire.Dialer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/** Sends one fresh reader into every room, one after the other, each to another node. */
final class Readers {
  private static final long READ_WITHIN_MS = 10_000;
  private static final int TRIES = 3;

  private final Vertx vertx;
  private final Dialer dialer;
  private final Crowd crowd;
  private final List<String> urls;
  private final List<String> problems;
  private final List<ClientLog> logs = new ArrayList<>();
  private int reads;

  /** A room that cannot be read becomes a sentence in {@code problems}. */
  Readers(Vertx vertx, Dialer dialer, Crowd crowd, List<String> urls, List<String> problems) {
    this.vertx = vertx;
    this.dialer = dialer;
    this.crowd = crowd;
    this.urls = urls;
    this.problems = problems;
  }

  Future<List<ClientLog>> readAll() {
    Future<Void> all = Future.succeededFuture();
    for (String room : crowd.rooms()) {
      all = all.compose(v -> read(room, TRIES));
    }
    return all.map(v -> logs);
  }

  private Future<Void> read(String room, int tries) {
    String name = "reader-" + ++reads;
    Reader reader = new Reader(dialer, room, crowd.identity(name), crowd.journal(name, true));
    long timer = vertx.setTimer(READ_WITHIN_MS, id -> reader.giveUp());
    return reader
        .read(urls.get(reads % urls.size()))
        .onComplete(done -> vertx.cancelTimer(timer))
        .<Void>map(
            log -> {
              logs.add(log);
              return null;
            })
        .recover(
            failure -> {
              if (tries > 1) {
                return read(room, tries - 1);
              }
              problems.add(failure.getMessage());
              return Future.succeededFuture();
            });
  }
}
