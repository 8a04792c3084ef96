package chatbench;

import chatbench.fault.Nodes;
import chatbench.load.LoadPlan;
import chatbench.store.Store;
import chatbench.ways.Transport;
import chatbench.wire.Dialer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The nodes that a load goes to: as many as are to be started for it, or those that are there. */
record LoadNodes(int count, StartOptions started, StoreOptions kept, Path folder) {

  LoadNodes {
    if (count < 0) {
      throw new IllegalArgumentException("--nodes must not be negative");
    }
    if (count > 0) {
      started.requireJar();
    }
  }

  /** What is done to the nodes of a plan. */
  interface Work<T> {
    Future<T> at(Vertx vertx, Dialer dialer, LoadPlan plan);
  }

  <T> T run(LoadPlan plan, Work<T> work) throws IOException {
    if (count == 0) {
      return Loop.run(vertx -> () -> work.at(vertx, new Dialer(vertx), plan));
    }
    Files.createDirectories(folder);
    Store store = kept.open(folder);
    return Loop.run(
        vertx -> {
          Dialer dialer = new Dialer(vertx);
          Nodes nodes = nodes(vertx, dialer, store, plan.transport());
          return () ->
              nodes
                  .start()
                  .compose(v -> work.at(vertx, dialer, plan.at(nodes.urls())))
                  .eventually(nodes::end);
        });
  }

  private Nodes nodes(Vertx vertx, Dialer dialer, Store store, Transport transport) {
    return Nodes.of(
        vertx,
        dialer,
        count,
        List.of(),
        false,
        started.jar(),
        started.javaArgs(),
        started.nodeArgs(transport),
        store,
        folder);
  }
}
