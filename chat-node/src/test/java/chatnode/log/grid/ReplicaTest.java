package chatnode.log.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatnode.log.Appended;
import chatnode.log.KeptMemory;
import chatnode.log.Ledger;
import chatnode.log.Ledgers;
import chatnode.log.Lineage;
import chatnode.log.Retention;
import chatnode.log.RoomLog;
import chatnode.log.Tickets;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import chatnode.protocol.Reference;
import chatnode.store.Origin;
import chatnode.store.Store;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.internal.serialization.SerializationService;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import com.hazelcast.map.EntryProcessor;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.AbstractMap.SimpleEntry;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What a replica knows after each call, also when it has missed the ones before (P1, P2). */
class ReplicaTest {
  private static final RoomLog.Head NOTHING = new RoomLog.Head(0, 0);

  private static final Retention KEEP =
      new Retention(Duration.ofMinutes(2), 5L * draft("a").size(), Duration.ofMinutes(10), false);

  private final KeptMemory memory = new KeptMemory(100_000);
  private final SimpleEntry<String, GridLedger> owner = new SimpleEntry<>("room", null);
  private final SimpleEntry<String, GridLedger> replica = new SimpleEntry<>("room", null);
  private final Tickets tickets = new Tickets();
  private long side;
  private long now = 1;

  private HazelcastInstance hazelcast() {
    Map<String, Object> context = new ConcurrentHashMap<>();
    context.put("chat.keeper", new Keeper(KEEP, memory, tickets, () -> side, () -> now));
    return (HazelcastInstance)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HazelcastInstance.class},
            (proxy, method, arguments) -> context);
  }

  private <R, P extends EntryProcessor<String, GridLedger, R> & HazelcastInstanceAware> R run(
      P processor, boolean reachesReplica) {
    processor.setHazelcastInstance(hazelcast());
    R reply = answer(processor);
    EntryProcessor<String, GridLedger, R> backup = processor.getBackupProcessor();
    if (reachesReplica && backup != null) {
      backup.process(replica);
    }
    return reply;
  }

  /** Bytes are what only a member can make of it. */
  @SuppressWarnings("unchecked")
  private <R> R answer(EntryProcessor<String, GridLedger, R> processor) {
    return processor instanceof SureProcessor<?> sure
        ? (R) sure.answer(owner)
        : processor.process(owner);
  }

  private static Draft draft(String id) {
    return Draft.text(new Person("c", "nick"), id, "text");
  }

  private static List<Long> seqs(Appended appended) {
    return appended.entries().stream().map(Entry::seq).toList();
  }

  private Appended append(String id, boolean reachesReplica) {
    return append(id, NOTHING, reachesReplica);
  }

  private Appended append(String id, RoomLog.Head confirmed, boolean reachesReplica) {
    List<Draft> drafts = List.of(draft(id));
    if (owner.getValue() == null) {
      bringIn(null);
    }
    return run(new AppendProcessor(drafts, new BitSet(), confirmed), reachesReplica)
        .appended(drafts);
  }

  /** As from a store that has nothing. */
  private void bringIn(RoomLog.Head delivered) {
    Ledgers.Cold cold = tickets.give("room", side, now);
    run(new InstallProcessor(cold.ticket(), empty(cold.epoch()), delivered), true);
  }

  private static Store.Opened empty(long epoch) {
    Origin origin = new Origin(epoch, 1, 0, 0);
    return new Store.Opened(origin, 0, 0, List.of(), List.of(), List.of(), List.of());
  }

  private static List<String> ids(SimpleEntry<String, GridLedger> entry) {
    return entry.getValue().ledger().all().stream().map(Entry::draft).map(Draft::id).toList();
  }

  private void assertReplicaIsTheSame() {
    assertThat(ids(replica)).isEqualTo(ids(owner));
    assertThat(replica.getValue().ledger().epoch()).isEqualTo(owner.getValue().ledger().epoch());
    assertThat(replica.getValue().ledger().head()).isEqualTo(owner.getValue().ledger().head());
    assertThat(replica.getValue().ledger().isWhole()).isTrue();
    assertThat(replica.getValue().ledger().known()).isEqualTo(owner.getValue().ledger().known());
    assertThat(replica.getValue().ledger().lineage())
        .isEqualTo(owner.getValue().ledger().lineage());
  }

  private Appended append(Draft... drafts) {
    return run(new AppendProcessor(List.of(drafts), new BitSet(), NOTHING), true)
        .appended(List.of(drafts));
  }

  private static List<Boolean> gone(SimpleEntry<String, GridLedger> entry) {
    return entry.getValue().ledger().all().stream().map(each -> each.draft().isGone()).toList();
  }

  @Test
  void whatIsDeletedIsGoneFromTheReplicaAndWhatIsToldOfItToo() {
    append("a", false);
    Person who = new Person("c", "nick");
    append(Draft.delete(who, "d", new Reference("c", "a")));
    assertThat(gone(owner)).containsExactly(true, false);
    assertReplicaIsTheSame();
    Appended both =
        append(draft("b"), draft("kept"), Draft.delete(who, "e", new Reference("c", "b")));
    assertThat(both.entries()).extracting(each -> each.draft().isGone()).startsWith(true, false);
    assertThat(gone(owner)).containsExactly(true, false, true, false, false);
    assertThat(gone(replica)).isEqualTo(gone(owner));
    assertReplicaIsTheSame();
    assertThat(seqs(append(Draft.delete(who, "f", new Reference("c", "b"))))).containsExactly(-1L);
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
    replica.setValue(new GridLedger(new Ledger(b.origin(), 2, new Lineage(List.of()))));
    append("c", new RoomLog.Head(a.epoch(), 2), true);
    assertThat(ids(replica)).containsExactly("c");
  }

  @Test
  void aReadBringsTheReplicaWhatItShows() {
    append("a", true);
    append("b", false);
    run(ReadProcessor.since(0, 0, 10), true);
    assertReplicaIsTheSame();
  }

  @Test
  void afterNewEpochsTheReplicaGetsEverything() {
    Appended a = append("a", true);
    append("b", new RoomLog.Head(a.epoch(), 1), true);
    side = 7;
    Appended c = append("c", new RoomLog.Head(a.epoch(), 2), true);
    assertThat(c.epoch()).isNotEqualTo(a.epoch());
    assertThat(ids(replica)).containsExactly("a", "b", "c");
    assertReplicaIsTheSame();
  }

  @Test
  void anAppendThatIsTriedAgainIsTheFirstOne() {
    append("a", false);
    assertThat(seqs(append("a", true))).containsExactly(1L);
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
    assertThatThrownBy(() -> run(ReadProcessor.since(0, 0, 10), true))
        .isInstanceOf(Unsettled.class);
    assertThat(ids(owner)).containsExactly("a");
    side = 0;
    assertThat(seqs(append("b", true))).containsExactly(2L);
    assertReplicaIsTheSame();
  }

  /** A second split of the same survivor, whose rooms were not touched in between. */
  @Test
  void everyOtherSideIsAnotherEpochAndTheSameOneIsNot() {
    long first = append("a", true).epoch();
    side = 7;
    long cutOff = append("b", true).epoch();
    side = 0;
    assertThat(append("c", true).epoch()).isEqualTo(cutOff);
    side = 7;
    assertThat(append("d", true).epoch()).isEqualTo(cutOff);
    side = 9;
    assertThat(append("e", true).epoch()).isNotIn(first, cutOff);
    assertReplicaIsTheSame();
  }

  /** Its people are told what came since, when the two parts are one again. */
  @Test
  void aPartThatHasNoCopyGoesOnBehindWhatWasDelivered() {
    long epoch = append("a", true).epoch();
    append("b", true);
    Ledger all = owner.getValue().ledger();
    owner.setValue(null);
    side = 7;
    RoomLog.Head delivered = new RoomLog.Head(epoch, 2);
    bringIn(delivered);
    assertThat(run(ReadProcessor.since(epoch, delivered.seq(), 10), true).slice().from())
        .isEqualTo(3);
    assertThat(seqs(append("c", true))).containsExactly(3L);
    Ledger cutOff = owner.getValue().ledger();
    assertThat(all.with(cutOff).placeOf(cutOff.epoch(), 3)).isEqualTo(2);
    assertThat(all.with(cutOff).head()).isEqualTo(3);
  }

  /** The larger side may open it too, and go on with its epoch. */
  @Test
  void whatWasReadFromTheStoreBeforeASplitDoesNotComeInAfterIt() {
    Ledgers.Cold cold = tickets.give("room", 0, now);
    side = 7;
    run(new InstallProcessor(cold.ticket(), empty(cold.epoch()), null), true);
    assertThat(owner.getValue()).isNull();
  }

  /** What was lost for good is not to be taken for all there was. */
  @Test
  void aRoomThatIsLostBeginsAnew() {
    long epoch = append("a", true).epoch();
    owner.setValue(null);
    RoomLog.Head delivered = new RoomLog.Head(epoch, 1);
    bringIn(delivered);
    assertThat(run(ReadProcessor.since(epoch, delivered.seq(), 10), true).slice().isComplete())
        .isFalse();
    assertThat(seqs(append("b", true))).containsExactly(1L);
  }

  @Test
  void aResendIsAnsweredWithWhatTheLogHasEvenUnderANewEpoch() {
    append("a", true);
    side = 7;
    Draft other = Draft.text(new Person("c", "another nick"), "a", "another text");
    Appended again =
        run(new AppendProcessor(List.of(other), new BitSet(), NOTHING), true)
            .appended(List.of(other));
    assertThat(again.known().get(0)).isTrue();
    assertThat(again.entries().get(0).seq()).isEqualTo(1);
    assertThat(again.entries().get(0).draft().bytes()).isEqualTo(draft("a").bytes());
  }

  @Test
  void whatTheReplicaRemembersOfForgottenTextsOutlivesANewEpoch() {
    for (char id = 'a'; id < 'i'; id++) {
      append("" + id, true);
    }
    side = 7;
    append("i", true);
    assertReplicaIsTheSame();
    assertThat(replica.getValue().ledger().find(draft("a"))).isEqualTo(1);
  }

  @Test
  void aFullMemoryTakesNoMoreButStillKnowsWhatItHas() {
    append("a", true);
    memory.measured(memory.limit() * 2);
    assertThatThrownBy(() -> append("b", true)).isInstanceOf(OutOfMemory.class);
    assertThat(seqs(append("a", true))).containsExactly(1L);
    owner.setValue(null);
    assertThatThrownBy(() -> run(ReadProcessor.since(0, 0, 10), true))
        .isInstanceOf(OutOfMemory.class);
    assertThat(owner.getValue()).isNull();
  }

  @Test
  void whatIsSqueezedOrForgottenIsSoOnTheReplicaToo() {
    append("a", true);
    now = 200_000;
    append("b", true);
    long before = memory.used();
    run(TidyProcessor.squeeze(), true);
    assertThat(ids(owner)).containsExactly("b");
    assertThat(memory.used()).isLessThan(before);
    assertReplicaIsTheSame();
    assertThat(run(TidyProcessor.seal(200_000), true)).isNull();
    Store.Closing sealed = run(TidyProcessor.seal(200_001), true).closing();
    assertThat(replica.getValue().ledger().isSealed()).isTrue();
    assertThatThrownBy(() -> append("c", true)).isInstanceOf(ColdRoom.class);
    run(TidyProcessor.forget(sealed), true);
    assertThat(owner.getValue()).isNull();
    assertThat(replica.getValue()).isNull();
    assertThat(memory.used()).isZero();
  }

  @Test
  void aLedgerThatMovesKeepsAllItKnows() throws IOException {
    for (char id = 'a'; id < 'i'; id++) {
      append("" + id, true);
    }
    side = 7;
    append("i", true);
    SerializationService service =
        new DefaultSerializationServiceBuilder()
            .addDataSerializableFactory(Serialization.FACTORY, new Serialization())
            .build();
    GridLedger moved = service.toObject(service.toData(owner.getValue()));
    replica.setValue(moved);
    assertReplicaIsTheSame();
    assertThat(moved.ledger().side()).isEqualTo(7);
    assertThat(moved.ledger().confirmed()).isEqualTo(owner.getValue().ledger().confirmed());
    assertThat(moved.ledger().find(draft("a"))).isEqualTo(1);
    assertThat(moved.ledger().at(1)).isEqualTo(1);
  }
}
