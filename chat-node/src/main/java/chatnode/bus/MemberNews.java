package chatnode.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.util.function.Consumer;

/** What the cluster tells a node about its members, passed on within the node. */
public final class MemberNews {
  private static final String MEMBERS = "chat.members";
  private static final String MERGED = "";
  private static final DeliveryOptions THIS_NODE = new DeliveryOptions().setLocalOnly(true);

  private MemberNews() {}

  /** Tells this node that a member is gone. */
  public static void announceLeft(Vertx vertx, String node) {
    vertx.eventBus().publish(MEMBERS, node, THIS_NODE);
  }

  /** Tells this node that a split cluster has become one again. */
  public static void announceMerged(Vertx vertx) {
    vertx.eventBus().publish(MEMBERS, MERGED, THIS_NODE);
  }

  static Future<Void> listen(EventBus bus, Consumer<String> left, Runnable merged) {
    return bus.<String>localConsumer(
            MEMBERS,
            message -> {
              if (message.body().equals(MERGED)) {
                merged.run();
              } else {
                left.accept(message.body());
              }
            })
        .completion();
  }
}
