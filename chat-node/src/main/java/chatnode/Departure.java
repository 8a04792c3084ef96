package chatnode;

import chatnode.cluster.Company;
import chatnode.store.Store;
import chatnode.web.ChatVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/**
 * How a node goes: it serves on until load balancers have noticed that it is not ready any more,
 * says goodbye to its clients, stores what it keeps, and leaves the cluster.
 */
final class Departure {
  /** For what waits to be stored. */
  private static final long STORE_MS = 10_000;

  private final Vertx vertx;
  private final List<ChatVerticle> verticles;
  private final Company company;
  private final Store store;
  private final Promise<Void> noticed = Promise.promise();
  private volatile boolean isEmpty;

  Departure(Company company, List<ChatVerticle> verticles, Store store) {
    this.vertx = company.vertx();
    this.verticles = verticles;
    this.company = company;
    this.store = store;
  }

  /** Completes when nothing of the node runs any more. */
  Future<Void> begin(Duration delay, Duration drain) {
    Promise<Void> gone = Promise.promise();
    company.announceLeave();
    if (delay.isZero()) {
      noticed.tryComplete();
    } else {
      vertx.setTimer(delay.toMillis(), t -> noticed.tryComplete());
    }
    noticed
        .future()
        .compose(v -> Future.all(verticles.stream().map(each -> each.drain(drain)).toList()))
        .transform(
            drained -> {
              isEmpty = true;
              return verticles.get(0).depart(company::isAnybodyStaying);
            })
        .transform(departed -> company.leave())
        .onComplete(
            said -> vertx.close().transform(closed -> store.stop(STORE_MS)).onComplete(gone));
    return gone.future();
  }

  /** True once all clients are gone, and what is kept here goes to the others. */
  boolean isLeaving() {
    return isEmpty;
  }

  /** Nothing more is waited for, except for what was begun: the log, the sockets, the cluster. */
  void hurry() {
    noticed.tryComplete();
    if (!isEmpty) {
      verticles.forEach(ChatVerticle::hurry);
    }
  }
}
