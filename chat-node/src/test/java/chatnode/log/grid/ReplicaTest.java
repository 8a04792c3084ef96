package chatnode.log.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatnode.log.Appended;
import chatnode.log.Ledger;
import chatnode.log.Retention;
import chatnode.log.RoomLog;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import java.lang.reflect.Proxy;
import java.util.AbstractMap.SimpleEntry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** What a replica knows after each call, also when it has missed the ones before (P1, P2). */
class ReplicaTest {
  private static final Retention KEEP = new Retention(5, 1 << 20);
  private static final RoomLog.Confirmed NOTHING = new RoomLog.Confirmed(0, 0);
  private final SimpleEntry<String, GridLedger> owner = new SimpleEntry<>("room", null);
  private final SimpleEntry<String, GridLedger> replica = new SimpleEntry<>("room", null);
  private long side;

  private HazelcastInstance hazelcast() {
    Map<String, Object> context = new ConcurrentHashMap<>();
    context.put("chat.side", (LongSupplier) () -> side);
    return (HazelcastInstance)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HazelcastInstance.class},
            (proxy, method, arguments) -> context);
  }

  private <R, P extends EntryProcessor<String, GridLedger, R> & HazelcastInstanceAware> R run(
      P processor, boolean reachesReplica) {
    processor.setHazelcastInstance(hazelcast());
    R reply = processor.process(owner);
    EntryProcessor<String, GridLedger, R> backup = processor.getBackupProcessor();
    if (reachesReplica && backup != null) {
      backup.process(replica);
    }
    return reply;
  }

  private Appended append(String id, boolean reachesReplica) {
    return append(id, NOTHING, reachesReplica);
  }

  private Appended append(String id, RoomLog.Confirmed confirmed, boolean reachesReplica) {
    Draft draft = Draft.text(new Person("c", "nick"), id, "text");
    return run(new AppendProcessor(List.of(draft), KEEP, confirmed), reachesReplica).appended();
  }

  private static List<String> ids(SimpleEntry<String, GridLedger> entry) {
    return entry.getValue().ledger().all().stream().map(Entry::draft).map(Draft::id).toList();
  }

  private void assertReplicaIsTheSame() {
    assertThat(ids(replica)).isEqualTo(ids(owner));
    assertThat(replica.getValue().ledger().epoch()).isEqualTo(owner.getValue().ledger().epoch());
    assertThat(replica.getValue().ledger().head()).isEqualTo(owner.getValue().ledger().head());
    assertThat(replica.getValue().ledger().isWhole()).isTrue();
  }

  @Test
  void theNextAppendBringsTheReplicaWhatItMissed() {
    append("a", true);
    append("b", false);
    append("c", true);
    assertReplicaIsTheSame();
  }

  @Test
  void whatIsKnownToBeThereIsNotSentAgain() {
    Appended a = append("a", true);
    Appended b = append("b", true);
    replica.setValue(new GridLedger(new Ledger(b.epoch(), 2, 0)));
    append("c", new RoomLog.Confirmed(a.epoch(), 2), true);
    assertThat(ids(replica)).containsExactly("c");
  }

  @Test
  void aReadBringsTheReplicaWhatItShows() {
    append("a", true);
    append("b", false);
    run(ReadProcessor.since(0, 10), true);
    assertReplicaIsTheSame();
  }

  @Test
  void afterNewEpochsTheReplicaGetsEverything() {
    Appended a = append("a", true);
    append("b", new RoomLog.Confirmed(a.epoch(), 1), true);
    side = 7;
    Appended c = append("c", new RoomLog.Confirmed(a.epoch(), 2), true);
    assertThat(c.epoch()).isNotEqualTo(a.epoch());
    assertThat(ids(replica)).containsExactly("a", "b", "c");
    assertReplicaIsTheSame();
  }

  @Test
  void anAppendThatIsTriedAgainIsTheFirstOne() {
    append("a", false);
    assertThat(append("a", true).seqs()).containsExactly(1);
    assertReplicaIsTheSame();
  }

  @Test
  void theReplicaForgetsWhatTheOwnerForgets() {
    for (char id = 'a'; id < 'i'; id++) {
      append("" + id, true);
    }
    assertThat(ids(replica)).containsExactly("d", "e", "f", "g", "h");
    assertReplicaIsTheSame();
  }

  @Test
  void whileItIsNotKnownOnWhichSideTheOwnerIsNothingHappens() {
    append("a", true);
    side = -1;
    assertThatThrownBy(() -> append("b", true)).isInstanceOf(Unsettled.class);
    assertThatThrownBy(() -> run(ReadProcessor.since(0, 10), true)).isInstanceOf(Unsettled.class);
    assertThat(ids(owner)).containsExactly("a");
    side = 0;
    assertThat(append("b", true).seqs()).containsExactly(2);
    assertReplicaIsTheSame();
  }
}
