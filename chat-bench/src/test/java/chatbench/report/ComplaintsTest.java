package chatbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import chatbench.check.Asked;
import chatbench.check.Checker;
import chatbench.check.ClientLog;
import chatbench.check.Event;
import chatbench.check.Message;
import chatbench.check.MessageId;
import chatbench.check.Visit;
import chatbench.client.Counts;
import chatbench.fault.Fault;
import chatbench.fault.FaultPlan;
import chatbench.fault.Injected;
import chatbench.fault.PlannedFault;
import chatbench.verify.Demands;
import chatbench.verify.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Node "a" is frozen from second 10 to 30; what people at "b" and "c" feel of it is counted. */
class ComplaintsTest {
  private static final long SECOND = 1_000_000_000;
  private static final Demands STRICT = new Demands(null, Duration.ofSeconds(6), 0L, null);

  private final List<Event> events = new ArrayList<>();
  private final List<Visit> visits = new ArrayList<>();

  private void isAt(String node, long second) {
    visits.add(new Visit(second * SECOND, node));
  }

  private void joins() {
    events.add(new Event.Joined(0, "lobby", Asked.newest(50), 7, 0, 1, true));
  }

  private void says(String id, long second) {
    events.add(new Event.Said(second * SECOND, "lobby", id, id.hashCode()));
    events.add(new Event.Sent(second * SECOND, "lobby", id, 1));
  }

  private void isAcked(String id, long seq, long second) {
    events.add(new Event.Acked(second * SECOND, "lobby", id, 7, seq));
  }

  private void gets(String id, long seq, long second) {
    Message message = new Message(new MessageId("id-ann", id), id.hashCode());
    events.add(new Event.Received(second * SECOND, "lobby", 7, seq, message));
  }

  private List<String> complaints(Fault fault, Demands demands) {
    ClientLog ann = new ClientLog("ann", "id-ann", false, events, visits);
    PlannedFault planned = new PlannedFault(fault, List.of(0), List.of());
    Injected injected =
        new Injected(planned, Set.of("a"), 10 * SECOND, 30 * SECOND, 31 * SECOND, "");
    Outcome outcome =
        new Outcome(
            0,
            60 * SECOND,
            List.of(ann),
            new FaultPlan(List.of(planned)),
            List.of(injected),
            new Counts(),
            0,
            List.of());
    return Complaints.of(demands, Checker.check(outcome.logs()), Measures.of(outcome));
  }

  private List<String> complaints() {
    return complaints(Fault.FREEZE, STRICT);
  }

  /** One message before the strike, one during it that is acknowledged after so many seconds. */
  private void waits(long ack, long delivery) {
    joins();
    says("1", 9);
    gets("1", 1, 9);
    isAcked("1", 1, 9);
    says("2", 12);
    isAcked("2", 2, 12 + ack);
    gets("2", 2, 12 + delivery);
  }

  @Test
  void whoWaitsForAnAckAtAnotherNodeForTooLongIsHeard() {
    isAt("b", 0);
    waits(7, 1);
    assertThat(complaints())
        .singleElement()
        .asString()
        .contains("7,000 ms for an ack", "1,000 ms for a message", "--max-wait");
  }

  @Test
  void whoWaitsForAMessageAtAnotherNodeForTooLongIsHeard() {
    isAt("b", 0);
    waits(1, 8);
    assertThat(complaints()).singleElement().asString().contains("8,000 ms for a message");
  }

  @Test
  void anAckThatNeverComesIsWaitedForUntilTheEnd() {
    isAt("b", 0);
    waits(1, 1);
    says("3", 20);
    assertThat(complaints()).singleElement().asString().contains("40,000 ms for an ack");
  }

  @Test
  void whoWaitsNoLongerThanThatIsContent() {
    isAt("b", 0);
    waits(5, 6);
    assertThat(complaints()).isEmpty();
  }

  @Test
  void aRoomInWhichNobodyTalksMayBeSilent() {
    isAt("b", 0);
    joins();
    says("1", 11);
    gets("1", 1, 11);
    isAcked("1", 1, 11);
    says("2", 50);
    gets("2", 2, 51);
    isAcked("2", 2, 51);
    assertThat(complaints()).isEmpty();
  }

  @Test
  void whoWasAtTheNodeItselfMayWait() {
    isAt("a", 0);
    isAt("b", 15);
    waits(9, 9);
    assertThat(complaints()).isEmpty();
  }

  @Test
  void whoGoesToTheNodeItselfMayWait() {
    isAt("b", 0);
    isAt("a", 12);
    waits(9, 9);
    assertThat(complaints()).isEmpty();
  }

  @Test
  void whoHadNoNodeAtTheStrikeMayWait() {
    isAt("b", 0);
    isAt(Visit.NOWHERE, 9);
    isAt("c", 11);
    waits(9, 9);
    assertThat(complaints()).isEmpty();
  }

  @Test
  void whoChangesBetweenOtherNodesIsStillHeard() {
    isAt("b", 0);
    isAt(Visit.NOWHERE, 17);
    isAt("c", 18);
    waits(9, 9);
    assertThat(complaints()).hasSize(1);
  }

  @Test
  void aResetOfSomebodyElsewhereIsOneTooMany() {
    isAt("b", 0);
    waits(1, 1);
    events.add(new Event.Reset(31 * SECOND, "lobby", 8, 0, 1));
    assertThat(complaints()).singleElement().asString().contains("1 resets", "--max-resets");
  }

  @Test
  void aResetOfThoseWhoWereHitIsNot() {
    isAt("a", 0);
    waits(1, 1);
    events.add(new Event.Reset(31 * SECOND, "lobby", 8, 0, 1));
    assertThat(complaints()).isEmpty();
  }

  @Test
  void aFaultThatHitsEverybodyLeavesNobodyElsewhere() {
    isAt("b", 0);
    waits(9, 9);
    assertThat(complaints(Fault.SURVIVOR, STRICT)).isEmpty();
  }

  @Test
  void whatWasDeclaredGoneIsOneTooManyUnlessThatIsAllowed() {
    isAt("b", 0);
    waits(1, 1);
    says("3", 40);
    isAcked("3", 3, 40);
    events.add(new Event.Joined(45 * SECOND, "lobby", Asked.resume(7, 2), 7, 4, 4, false));
    assertThat(complaints(Fault.FREEZE, new Demands(null, null, null, 0L)))
        .singleElement()
        .asString()
        .contains(
            "1 deliveries were declared gone, more than --max-gone 0: 3 of id-ann at epoch 7, seq 3"
                + " of lobby to client ann first");
    assertThat(complaints(Fault.FREEZE, new Demands(null, null, null, 1L))).isEmpty();
  }

  @Test
  void whoIsToldAnotherEpochAfterACleanStopOfAllIsHeard() {
    isAt("a", 0);
    joins();
    events.add(new Event.Joined(20 * SECOND, "lobby", Asked.resume(7, 0), 8, 0, 1, true));
    assertThat(complaints(Fault.CLEAN, Demands.NONE))
        .singleElement()
        .asString()
        .contains("clean of node 1", "1 times", "another epoch");
    assertThat(complaints(Fault.ALL, Demands.NONE)).isEmpty();
  }

  @Test
  void whoResumesInTheSameEpochAfterACleanStopIsContent() {
    isAt("a", 0);
    joins();
    events.add(new Event.Joined(20 * SECOND, "lobby", Asked.resume(7, 0), 7, 0, 1, true));
    assertThat(complaints(Fault.CLEAN, Demands.NONE)).isEmpty();
  }
}
