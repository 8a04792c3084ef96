package chatnode.who;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatnode.protocol.Person;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TicketsTest {
  private static final Principal ANN =
      new Principal(new Person("ann", "Ann"), true, Set.of("staff", "press"), 500_000);
  private static final byte[] KEY = {1, 2, 3};

  private final Tickets tickets = new Tickets(KEY);

  private void isRefused(Tickets by, String ticket, long at) {
    assertThatThrownBy(() -> by.take(ticket, at))
        .isInstanceOf(NotLetIn.class)
        .hasMessage("this ticket is not accepted here");
  }

  @Test
  void aTicketStandsForSomebodyOnceOnEachNode() {
    String ticket = tickets.issue(ANN, 1000).text();
    assertThat(tickets.take(ticket, 1001)).isEqualTo(ANN);
    isRefused(tickets, ticket, 1002);
    assertThat(new Tickets(KEY).take(ticket, 1002)).isEqualTo(ANN);
  }

  @Test
  void itLastsHalfAMinuteAndNoLonger() {
    Ticket first = tickets.issue(ANN, 1000);
    assertThat(first.until()).isEqualTo(31_000);
    isRefused(tickets, first.text(), 31_000);
    assertThat(tickets.take(first.text(), 30_999)).isEqualTo(ANN);
  }

  @Test
  void nobodyElseCanMakeOne() {
    String ticket = tickets.issue(ANN, 1000).text();
    isRefused(new Tickets(new byte[] {4}), ticket, 1001);
    isRefused(tickets, ticket.substring(0, ticket.length() - 1), 1001);
    isRefused(tickets, (ticket.startsWith("A") ? "B" : "A") + ticket.substring(1), 1001);
    isRefused(tickets, "", 1001);
    isRefused(tickets, "AAAA", 1001);
    isRefused(tickets, "../../etc", 1001);
    isRefused(tickets, "A".repeat(20_000), 1001);
  }

  @Test
  void ofVeryManyOnlyThoseThatCouldComeAgainAreRemembered() {
    String first = tickets.issue(ANN, 0).text();
    tickets.take(first, 1);
    for (int i = 0; i < 3000; i++) {
      tickets.take(tickets.issue(ANN, 10).text(), 11);
    }
    isRefused(tickets, first, 12);
  }
}
