package chatbench.verify;

import chatbench.check.ClientLog;
import chatbench.client.Reader;
import chatbench.wire.Way;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends one fresh reader after the other into every room at every node: what one of them has kept
 * is what all have, and what the clients saw.
 */
final class Readers {
  private static final long ANSWER_WITHIN_MS = 10_000;
  private static final int TRIES = 3;

  private final Vertx vertx;
  private final Way way;
  private final Cast cast;
  private final List<String> rooms;
  private final List<String> urls;
  private final List<String> problems;
  private final List<ClientLog> logs = new ArrayList<>();
  private int reads;

  /** A room that cannot be read becomes a sentence in {@code problems}. */
  Readers(
      Vertx vertx,
      Way way,
      Cast cast,
      List<String> rooms,
      List<String> urls,
      List<String> problems) {
    this.vertx = vertx;
    this.way = way;
    this.cast = cast;
    this.rooms = rooms;
    this.urls = urls;
    this.problems = problems;
  }

  Future<List<ClientLog>> readAll() {
    Future<Void> all = Future.succeededFuture();
    for (String room : rooms) {
      for (String url : urls) {
        all = all.compose(v -> read(room, url, TRIES));
      }
    }
    return all.map(v -> logs);
  }

  private Future<Void> read(String room, String url, int tries) {
    String name = "reader-" + ++reads;
    Reader reader = new Reader(way, room, cast.identity(name), cast.journal(name, true));
    long[] heard = {-1};
    long timer =
        vertx.setPeriodic(
            ANSWER_WITHIN_MS,
            id -> {
              if (reader.heard() == heard[0]) {
                reader.giveUp();
              }
              heard[0] = reader.heard();
            });
    return reader
        .read(url)
        .onComplete(done -> vertx.cancelTimer(timer))
        .<Void>map(
            log -> {
              logs.add(log);
              return null;
            })
        .recover(
            failure -> {
              if (tries > 1) {
                return read(room, url, tries - 1);
              }
              problems.add(failure.getMessage());
              return Future.succeededFuture();
            });
  }
}
