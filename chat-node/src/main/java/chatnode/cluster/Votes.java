package chatnode.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.MemberLeftException;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** {@link Side}'s questions, asked over Hazelcast's executor and by knocking at ports. */
final class Votes implements Side.Electorate {
  private static final String NAME = "chat.votes";
  private static final int KNOCK_MS = 250;
  private static final int PAUSE_MS = 20;
  private static final long PROBE_NANOS = 1_500_000_000L;
  private static final long FAREWELL_NANOS = 1_000_000_000L;
  private static final Executor AGAIN =
      CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

  private final Side side = new Side(this);
  private final Map<UUID, InetSocketAddress> addresses = new ConcurrentHashMap<>();
  private volatile HazelcastInstance hazelcast;

  /** To be called before the member starts: others may ask it at once. */
  Votes(Config config) {
    config.addExecutorConfig(new ExecutorConfig(NAME, 1).setStatisticsEnabled(false));
    config.getSerializationConfig().addDataSerializableFactory(AreYouWithMe.FACTORY, Votes::make);
    config.getUserContext().put(NAME, this);
  }

  private static IdentifiedDataSerializable make(int type) {
    return switch (type) {
      case AreYouWithMe.TYPE -> new AreYouWithMe();
      case Farewell.TYPE -> new Farewell();
      case Proof.TYPE -> new Proof();
      default -> throw new IllegalArgumentException("no class of the cluster has number " + type);
    };
  }

  /** The votes that live in this member. */
  static Votes in(HazelcastInstance hazelcast) {
    Votes votes = (Votes) hazelcast.getUserContext().get(NAME);
    votes.hazelcast = hazelcast;
    return votes;
  }

  Side side() {
    return side;
  }

  @Override
  public Object members() {
    return hazelcast.getCluster().getMembers();
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<UUID> ids(Object members) {
    Set<Member> all = (Set<Member>) members;
    all.forEach(member -> addresses.put(member.getUuid(), member.getSocketAddress()));
    return all.stream().map(Member::getUuid).toList();
  }

  @Override
  public UUID self() {
    return hazelcast.getCluster().getLocalMember().getUuid();
  }

  @Override
  public void ask(long ballot, Set<UUID> voters, Set<UUID> gone) {
    for (Member member : hazelcast.getCluster().getMembers()) {
      if (voters.contains(member.getUuid())) {
        hazelcast
            .getExecutorService(NAME)
            .submitToMember(
                new AreYouWithMe(self(), gone), member, new Answer(ballot, member.getUuid()));
      }
    }
  }

  /** Blocks for a moment: tells the others that this member leaves of its own accord. */
  void sayFarewell() {
    Map<Member, Future<Boolean>> told =
        hazelcast
            .getExecutorService(NAME)
            .submitToMembers(new Farewell(self()), member -> !member.getUuid().equals(self()));
    long end = System.nanoTime() + FAREWELL_NANOS;
    for (Future<Boolean> each : told.values()) {
      try {
        each.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (ExecutionException | TimeoutException e) {
        continue; // whoever did not hear it will ask the others
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void askAgain(long ballot, UUID voter) {
    AGAIN.execute(() -> ask(ballot, Set.of(voter), Set.of()));
  }

  private final class Answer implements ExecutionCallback<Long> {
    private final long ballot;
    private final UUID voter;

    Answer(long ballot, UUID voter) {
      this.ballot = ballot;
      this.voter = voter;
    }

    @Override
    public void onResponse(Long vote) {
      side.vote(ballot, voter, vote);
    }

    @Override
    public void onFailure(Throwable failure) {
      if (!(failure instanceof MemberLeftException)) { // of which this node will learn
        side.vote(ballot, voter, Side.AGAINST);
      }
    }
  }

  /**
   * A refused connection tells a process that has ended from one that is frozen or out of reach,
   * which does not answer.
   */
  @Override
  public void probe(long ballot, Set<UUID> gone) {
    Thread thread = new Thread(() -> side.dead(ballot, knock(gone)), "chat-probe");
    thread.setDaemon(true);
    thread.start();
  }

  private Set<UUID> knock(Set<UUID> gone) {
    Set<UUID> dead = new HashSet<>();
    long end = System.nanoTime() + PROBE_NANOS;
    while (!dead.containsAll(gone) && System.nanoTime() < end) {
      dead.addAll(dead(gone));
      pause();
    }
    return dead;
  }

  /** Those of {@code gone} whose processes have ended. Blocks for a moment. */
  Set<UUID> dead(Set<UUID> gone) {
    return gone.stream().filter(id -> refuses(addresses.get(id))).collect(Collectors.toSet());
  }

  /** {@code host:port} of each, as far as they have ever been members here. */
  List<String> addresses(Set<UUID> members) {
    return members.stream()
        .map(addresses::get)
        .filter(Objects::nonNull)
        .map(address -> address.getHostString() + ":" + address.getPort())
        .sorted()
        .toList();
  }

  private static boolean refuses(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, KNOCK_MS);
      return false;
    } catch (ConnectException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
