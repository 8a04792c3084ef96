package chatnode.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TicketsTest {
  private final Tickets tickets = new Tickets();

  @Test
  void oneAtATimeOpensARoom() {
    long first = tickets.give("room", 0, 1000).ticket();
    assertThat(first).isPositive();
    assertThat(tickets.give("room", 0, 1001).ticket()).isZero();
    assertThat(tickets.give("another", 0, 1001).ticket()).isPositive();
    assertThat(tickets.take("room", first, 0)).isTrue();
  }

  /** What was read from the store before it is used again would come in after what was written. */
  @Test
  void aTicketIsGoodOnce() {
    long first = tickets.give("room", 0, 1000).ticket();
    assertThat(tickets.take("room", first, 0)).isTrue();
    assertThat(tickets.take("room", first, 0)).isFalse();
    long second = tickets.give("room", 0, 1001).ticket();
    assertThat(tickets.take("room", first, 0)).isFalse();
    assertThat(tickets.take("room", second, 0)).isTrue();
  }

  @Test
  void whoHasOneAndDoesNotComeIsWaitedForForAWhileOnly() {
    long frozen = tickets.give("room", 0, 1000).ticket();
    assertThat(tickets.give("room", 0, 3999).ticket()).isZero();
    long next = tickets.give("room", 0, 4000).ticket();
    assertThat(next).isPositive();
    assertThat(tickets.take("room", frozen, 0)).isFalse();
    assertThat(tickets.take("room", next, 0)).isTrue();
  }

  @Test
  void aPartOfTheClusterDoesNotGoOnWithAnEpoch() {
    assertThat(tickets.give("room", 0, 1000).goOn()).isTrue();
    assertThat(tickets.give("other", 7, 1000).goOn()).isFalse();
  }

  @Test
  void whatWasGivenBeforeASplitIsWorthNothingAfterIt() {
    long before = tickets.give("room", 0, 1000).ticket();
    assertThat(tickets.take("room", before, 7)).isFalse();
    long after = tickets.give("room", 7, 1001).ticket();
    assertThat(after).isPositive();
    assertThat(tickets.take("room", before, 0)).isFalse();
    assertThat(tickets.take("room", after, 7)).isTrue();
  }
}
