package chatnode.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.LifecycleEvent;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Logger;

/**
 * vertx-hazelcast 5.1.5 without three of its defects.
 *
 * <p>Its membership and lifecycle callbacks make blocking Hazelcast calls on Hazelcast's own
 * threads while holding the manager's monitor, which can hang a node for good (vertx-hazelcast
 * #215, fixed after 5.1.5): here they run on a thread of their own, one after the other. And a lost
 * registration stays cached, so that a node goes on sending to the dead (#196): here the addresses
 * ever asked for are read again when registrations were lost. And every member that sees another
 * one leave deletes what that one has registered, which may take so long that the other one, having
 * been frozen or cut off, is back by then: nothing reaches it any more, not even what it sends
 * itself. So nothing is deleted of a member that is here, and each node looks now and then whether
 * what it has registered is still there.
 */
final class SteadyClusterManager extends HazelcastClusterManager {
  static final String NODE_ID = "__vertx.nodeId";

  private final ExecutorService callbacks =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "chat-membership");
            thread.setDaemon(true);
            return thread;
          });
  private static final int TRIES = 10;
  private static final Logger LOG = Logger.getLogger(SteadyClusterManager.class.getName());

  private final Set<String> addresses = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<RegistrationInfo>> own = new ConcurrentHashMap<>();
  private final AtomicBoolean asserting = new AtomicBoolean();
  private final AtomicInteger healed = new AtomicInteger();
  private volatile RegistrationListener listener;

  SteadyClusterManager(Config config) {
    super(config);
  }

  @Override
  public void memberAdded(MembershipEvent event) {
    callbacks.execute(() -> super.memberAdded(event));
  }

  @Override
  public void memberRemoved(MembershipEvent event) {
    String node = event.getMember().getAttribute(NODE_ID);
    callbacks.execute(
        () -> {
          if (!getNodes().contains(node)) {
            super.memberRemoved(event);
          }
        });
  }

  @Override
  public void stateChanged(LifecycleEvent event) {
    callbacks.execute(() -> super.stateChanged(event));
  }

  @Override
  public void getRegistrations(String address, Completable<List<RegistrationInfo>> promise) {
    addresses.add(address);
    super.getRegistrations(address, promise);
  }

  @Override
  public void registrationListener(RegistrationListener registrations) {
    listener = registrations;
    super.registrationListener(new Refreshing(registrations));
  }

  @Override
  public void addRegistration(String address, RegistrationInfo info, Completable<Void> promise) {
    if (!info.localOnly()) {
      own.computeIfAbsent(address, a -> ConcurrentHashMap.newKeySet()).add(info);
    }
    insist(TRIES, again -> super.addRegistration(address, info, again), promise);
  }

  /**
   * A put whose replica does not answer in time fails here (see HazelcastConfig), as it may on a
   * busy machine. It may be done again, and a node must not fail to start for it.
   */
  private static void insist(
      int tries, Consumer<Completable<Void>> call, Completable<Void> promise) {
    call.accept(
        (done, failure) -> {
          if (failure instanceof HazelcastException && tries > 1) {
            insist(tries - 1, call, promise);
          } else {
            promise.complete(done, failure);
          }
        });
  }

  @Override
  public void setNodeInfo(NodeInfo info, Completable<Void> promise) {
    insist(TRIES, again -> super.setNodeInfo(info, again), promise);
  }

  @Override
  public void removeRegistration(String address, RegistrationInfo info, Completable<Void> promise) {
    own.computeIfPresent(
        address,
        (a, infos) -> {
          infos.remove(info);
          return infos;
        });
    super.removeRegistration(address, info, promise);
  }

  /** Registers again what others have deleted. To be called on a context of Vert.x. */
  void assertOwn() {
    if (!asserting.compareAndSet(false, true)) {
      return; // the cluster is slow to answer
    }
    List<Future<?>> checks = new ArrayList<>();
    checks.add(
        Future.<NodeInfo>future(p -> getNodeInfo(getNodeId(), p)).compose(this::tellAddress));
    own.forEach(
        (address, infos) ->
            checks.add(
                Future.<List<RegistrationInfo>>future(p -> super.getRegistrations(address, p))
                    .compose(found -> tellAgain(address, infos, found))));
    Future.join(checks).onComplete(done -> asserting.set(false));
  }

  private Future<Void> tellAddress(NodeInfo known) {
    return known != null
        ? Future.succeededFuture()
        : Future.future(p -> setNodeInfo(getNodeInfo(), p));
  }

  private Future<Void> tellAgain(
      String address, Set<RegistrationInfo> infos, List<RegistrationInfo> found) {
    List<RegistrationInfo> lost = infos.stream().filter(info -> !found.contains(info)).toList();
    if (lost.isEmpty()) {
      return Future.succeededFuture();
    }
    LOG.warning(
        () -> "the cluster had forgotten that this node listens to " + address + ": told again");
    healed.incrementAndGet();
    return Future.join(
            lost.stream()
                .map(info -> Future.<Void>future(p -> super.addRegistration(address, info, p)))
                .toList())
        .mapEmpty();
  }

  int healed() {
    return healed.get();
  }

  /** Reads again who listens to the addresses this node sends to. */
  void refresh() {
    RegistrationListener now = listener;
    for (String address : addresses) {
      if (now.wantsUpdatesFor(address)) {
        super.getRegistrations(
            address,
            (found, failure) -> {
              if (failure == null) {
                now.registrationsUpdated(new RegistrationUpdateEvent(address, found));
              }
            });
      }
    }
  }

  private final class Refreshing implements RegistrationListener {
    private final RegistrationListener wrapped;

    Refreshing(RegistrationListener wrapped) {
      this.wrapped = wrapped;
    }

    @Override
    public void registrationsUpdated(RegistrationUpdateEvent event) {
      wrapped.registrationsUpdated(event);
    }

    @Override
    public void registrationsLost() {
      wrapped.registrationsLost();
      refresh();
    }

    @Override
    public boolean wantsUpdatesFor(String address) {
      return wrapped.wantsUpdatesFor(address);
    }
  }
}
