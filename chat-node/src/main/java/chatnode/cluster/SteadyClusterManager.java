package chatnode.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import com.hazelcast.core.LifecycleEvent;
import io.vertx.core.Completable;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * vertx-hazelcast 5.1.5 without two of its defects.
 *
 * <p>Its membership and lifecycle callbacks make blocking Hazelcast calls on Hazelcast's own
 * threads while holding the manager's monitor, which can hang a node for good (vertx-hazelcast
 * #215, fixed after 5.1.5): here they run on a thread of their own, one after the other. And a lost
 * registration stays cached, so that a node goes on sending to the dead (#196): here the addresses
 * ever asked for are read again when registrations were lost.
 */
final class SteadyClusterManager extends HazelcastClusterManager {
  private final ExecutorService callbacks =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "chat-membership");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<String> addresses = ConcurrentHashMap.newKeySet();
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
    callbacks.execute(() -> super.memberRemoved(event));
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
