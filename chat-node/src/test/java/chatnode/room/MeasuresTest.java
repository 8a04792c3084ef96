package chatnode.room;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.Act;
import chatnode.protocol.Measure;
import chatnode.protocol.Person;
import chatnode.who.Deed;
import chatnode.who.Principal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds, when the log of the house is read from its beginning; time is moved. */
class MeasuresTest {
  private static final Principal ANN = Principal.guest(new Person("~ann", "ann"));
  private static final Principal BOB = Principal.guest(new Person("~bob", "bob"));
  private static final Person KIM = new Person("~kim", "kim");
  private static final long START = 1_700_000_000_000L;

  private final List<House.Taken> log = new ArrayList<>();
  private long now = START;
  private Measures measures = new Measures(() -> now);

  private void take(Act act, String room, String person, String address, long until) {
    Measure measure = new Measure(act, room, person, address, until, "spam", KIM);
    House.Taken taken = new House.Taken(1, log.size() + 1, now, measure);
    log.add(taken);
    measures.take(taken);
  }

  private void take(Act act, String room, long until) {
    take(act, room, "~ann", null, until);
  }

  private boolean mayAnn(Deed deed) {
    return measures.against(ANN, "room", deed) == null;
  }

  @Test
  void whoIsBannedMayNothingInThatRoomAndEverythingElsewhere() {
    take(Act.BAN, "room", Measure.FOR_GOOD);
    for (Deed deed : Deed.values()) {
      assertThat(measures.against(ANN, "room", deed))
          .isEqualTo("you are banned from this room: spam");
      assertThat(measures.against(ANN, "room2", deed)).isNull();
      assertThat(measures.against(BOB, "room", deed)).isNull();
    }
    assertThat(measures.against(Principal.NOBODY, "room", Deed.READ)).isNull();
    assertThat(measures.against(ANN)).isNull();
  }

  @Test
  void whoIsMutedReadsAndDoesNotSay() {
    take(Act.MUTE, "room", START + 60_000);
    assertThat(mayAnn(Deed.READ)).isTrue();
    assertThat(mayAnn(Deed.EDIT)).isFalse();
    assertThat(measures.against(ANN, "room", Deed.SAY))
        .isEqualTo("you may not say anything here until 2023-11-14 22:14:20 UTC: spam");
  }

  @Test
  void whatIsForATimeEndsWithoutAWord() {
    take(Act.BAN, "room", START + 1000);
    take(Act.BAN, "room2", START + 2000);
    int version = measures.version();
    now += 999;
    assertThat(mayAnn(Deed.READ)).isFalse();
    assertThat(measures.version()).isEqualTo(version);
    now += 1;
    assertThat(mayAnn(Deed.READ)).isTrue();
    assertThat(measures.version()).isNotEqualTo(version);
    assertThat(measures.standing()).hasSize(1);
    now += 1000;
    assertThat(measures.standing()).isEmpty();
  }

  @Test
  void theLastWordHoldsWhetherItIsLongerOrShorter() {
    take(Act.BAN, "room", Measure.FOR_GOOD);
    take(Act.BAN, "room", START + 1000);
    now += 1000;
    assertThat(mayAnn(Deed.READ)).isTrue();
    take(Act.MUTE, "room", Measure.FOR_GOOD);
    take(Act.UNBAN, "room", 0);
    assertThat(mayAnn(Deed.SAY)).as("another matter").isFalse();
    take(Act.UNMUTE, "room", 0);
    assertThat(mayAnn(Deed.SAY)).isTrue();
    assertThat(measures.standing()).isEmpty();
  }

  @Test
  void whatIsReadAgainComesToTheSame() {
    take(Act.BAN, "room", Measure.FOR_GOOD);
    take(Act.MUTE, "room", START + 5000);
    take(Act.BAN, null, Measure.FOR_GOOD);
    take(Act.UNBAN, null, 0);
    take(Act.BAN, null, null, "192.0.2.0/24", START + 1000);
    take(Act.KICK, "room", 0);
    List<House.Taken> standing = measures.standing();
    log.forEach(measures::take);
    assertThat(measures.standing()).isEqualTo(standing);
    Measures later = new Measures(() -> now);
    log.forEach(later::take);
    assertThat(later.standing()).isEqualTo(standing).hasSize(3);
    now += 1000;
    Measures latest = new Measures(() -> now);
    log.forEach(latest::take);
    assertThat(latest.standing()).isEqualTo(measures.standing()).hasSize(2);
  }

  @Test
  void whoWasKickedAndIsGoneIsStillCalledByHisName() {
    Measure kick = new Measure(Act.KICK, "room", "~ann", null, 0, "", KIM).about("ann");
    measures.take(new House.Taken(1, 1, now, kick));
    take(Act.BAN, "room", Measure.FOR_GOOD);
    assertThat(measures.nick("~ann")).isEqualTo("ann");
    assertThat(measures.nick("~bob")).isNull();
  }

  @Test
  void aBanThatWasOverWhenItIsReadEndsTheOneBeforeIt() {
    take(Act.BAN, "room", Measure.FOR_GOOD);
    take(Act.BAN, "room", START + 1000);
    now += 5000;
    measures = new Measures(() -> now);
    log.forEach(measures::take);
    assertThat(mayAnn(Deed.READ)).isTrue();
  }

  @Test
  void whoIsBannedFromTheServerMayNothingAnywhere() {
    take(Act.BAN, null, Measure.FOR_GOOD);
    assertThat(measures.against(ANN)).isEqualTo("you are banned from this server: spam");
    assertThat(measures.against(ANN, "any", Deed.SEE)).isEqualTo(measures.against(ANN));
    take(Act.UNBAN, null, 0);
    assertThat(measures.against(ANN)).isNull();
  }

  @Test
  void anAddressIsBannedAloneAndInItsNetworkHoweverItIsWritten() {
    take(Act.BAN, null, null, "192.0.2.7", Measure.FOR_GOOD);
    take(Act.BAN, null, null, "198.51.100.9/24", Measure.FOR_GOOD);
    take(Act.BAN, null, null, "2001:db8:1::/48", START + 1000);
    assertThat(measures.againstAddress("192.0.2.7")).contains("banned from this server");
    assertThat(measures.againstAddress("::ffff:192.0.2.7")).isNotNull();
    assertThat(measures.againstAddress("192.0.2.8")).isNull();
    assertThat(measures.againstAddress("198.51.100.200")).isNotNull();
    assertThat(measures.againstAddress("198.51.101.200")).isNull();
    assertThat(measures.againstAddress("2001:DB8:1:2::3")).isNotNull();
    assertThat(measures.againstAddress("2001:db8:2::3")).isNull();
    now += 1000;
    assertThat(measures.againstAddress("2001:DB8:1:2::3")).isNull();
    take(Act.UNBAN, null, null, "198.51.100.0/24", 0);
    assertThat(measures.againstAddress("198.51.100.200")).isNull();
    assertThat(measures.standing()).hasSize(1);
  }
}
