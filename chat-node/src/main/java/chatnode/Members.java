package chatnode;

import chatnode.bus.MemberNews;
import chatnode.cluster.Company;
import chatnode.cluster.NodeName;
import io.vertx.core.Vertx;
import java.util.logging.Logger;

/** Who comes and goes: told to the operator, and passed on to the loops. */
final class Members implements Company.Listener {
  private static final Logger LOG = Logger.getLogger(Members.class.getName());
  private final Vertx vertx;

  Members(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public void joined(String node, String address) {
    LOG.info(() -> "member " + NodeName.of(node) + " joined at " + address);
  }

  @Override
  public void left(String node, String address) {
    LOG.info(() -> "member " + NodeName.of(node) + " left from " + address);
    MemberNews.announceLeft(vertx, node);
  }

  @Override
  public void merged() {
    LOG.info("this part of the cluster has merged with the other");
    MemberNews.announceMerged(vertx);
  }
}
