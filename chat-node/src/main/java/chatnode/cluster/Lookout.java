package chatnode.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Looks every few seconds for those that should be here: others to be found, members missed. */
final class Lookout {
  private static final int EVERY_MS = 3000;

  private final Vertx vertx;
  private final HazelcastInstance hazelcast;
  private final Votes votes;
  private final Search search;
  private volatile Set<UUID> dead = Set.of();

  Lookout(Vertx vertx, HazelcastInstance hazelcast, Votes votes, ClusterSettings settings) {
    this.vertx = vertx;
    this.hazelcast = hazelcast;
    this.votes = votes;
    this.search = new Search(settings);
  }

  /** The timer, to be cancelled before the member stops. */
  long start() {
    return vertx.setPeriodic(1, EVERY_MS, t -> vertx.executeBlocking(this::look, false));
  }

  private Void look() {
    Set<InetSocketAddress> known =
        hazelcast.getCluster().getMembers().stream()
            .map(Member::getSocketAddress)
            .collect(Collectors.toSet());
    search.refresh(hazelcast.getConfig().getNetworkConfig().getJoin(), known);
    CutOff now = votes.side().cutOff();
    dead = now == null ? Set.of() : votes.dead(now.gone());
    return null;
  }

  /** Null unless others may be going on without this node and those it is with. */
  CutOff cutOff() {
    CutOff now = votes.side().cutOff();
    return now == null || dead.containsAll(now.gone()) ? null : now;
  }

  /** {@code host:port} of former members. */
  List<String> addresses(Set<UUID> gone) {
    return votes.addresses(gone);
  }

  Search search() {
    return search;
  }
}
