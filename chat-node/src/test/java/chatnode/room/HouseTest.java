package chatnode.room;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.bus.RoomBatch;
import chatnode.clock.MovedClock;
import chatnode.count.LoopCounts;
import chatnode.log.Budget;
import chatnode.log.Kept;
import chatnode.log.KeptMemory;
import chatnode.log.Pens;
import chatnode.log.Retention;
import chatnode.log.RoomLog;
import chatnode.log.StoredRoomLog;
import chatnode.log.local.LocalLedgers;
import chatnode.options.Options;
import chatnode.presence.Attendance;
import chatnode.presence.Presence;
import chatnode.protocol.Act;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Measure;
import chatnode.protocol.Person;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import chatnode.protocol.ServerFrame;
import chatnode.store.NoStore;
import chatnode.who.Deed;
import chatnode.who.Principal;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loops that share a log, and hear of one another what the test lets them. */
class HouseTest {
  private static final Retention KEEP =
      new Retention(Duration.ofMinutes(2), 8 << 20, Duration.ofMinutes(10), false);
  private static final Person KIM = new Person("~kim", "kim");
  private static final Principal ANN = Principal.guest(new Person("~ann", "ann"));

  private final MovedClock clock = new MovedClock();
  private final RoomLog log =
      new StoredRoomLog(
          new LocalLedgers(KEEP, new KeptMemory(64 << 20), clock::millis),
          new NoStore(),
          KEEP,
          Options.with(Kept.class, "--room-idle", "0s"),
          true,
          clock::millis);
  private final List<House> houses = new ArrayList<>();
  private final List<House.Taken> heard = new ArrayList<>();
  private boolean isBusLost;

  private Attendance attendance() {
    return new Presence("node", clock, word -> {}, new Presence.Pace(200, 1000))
        .attend(
            clock,
            new Attendance.Listener() {
              @Override
              public void presence(ServerFrame.Presence changes) {}

              @Override
              public void typing(ServerFrame.Typing typing) {}
            });
  }

  private House begin() {
    Budget budget = new Budget(1 << 20);
    Room.Loop loop =
        new Room.Loop(
            clock,
            log,
            RoomTest.SETTINGS,
            new LoopCounts(),
            attendance(),
            budget,
            new Budget(1 << 20));
    Pens pens =
        new Pens(
            clock,
            log,
            RoomTest.SETTINGS.append(),
            budget,
            (room, epoch, head, entries) -> {
              if (!isBusLost) {
                houses.forEach(each -> each.annals().batch(new RoomBatch(room, epoch, entries)));
              }
            });
    House house = new House(loop, pens, heard::add);
    houses.add(house);
    house.annals().begin();
    return house;
  }

  private static Measure ban(String room, String person, long until) {
    return new Measure(Act.BAN, room, person, null, until, "rude", KIM);
  }

  private Future<Void> take(House house, Measure measure) {
    Future<Void> taken = house.take(measure);
    clock.settle();
    return taken;
  }

  @Test
  void whatIsTakenOnOneLoopHoldsOnAllAndIsInTheAudit() {
    House here = begin();
    House there = begin();
    Future<Void> taken = take(here, ban("room", "~ann", Measure.FOR_GOOD));
    assertThat(taken.succeeded()).isTrue();
    assertThat(there.sanctions().against(ANN, "room", Deed.READ)).contains("banned", "rude");
    assertThat(there.sanctions().against(ANN, "other", Deed.READ)).isNull();
    assertThat(there.standing()).hasSize(1).isEqualTo(here.standing());
    assertThat(heard).as("once on each").hasSize(2);
    List<House.Taken> audit = there.audit(null, 10).result();
    assertThat(audit).isEqualTo(there.standing());
    assertThat(audit.get(0).measure().by()).isEqualTo(KIM);
  }

  @Test
  void theAuditIsPagedNewestFirst() {
    House house = begin();
    for (int i = 0; i < 7; i++) {
      take(house, ban("room", "p" + i, Measure.FOR_GOOD));
    }
    List<House.Taken> first = house.audit(null, 3).result();
    List<House.Taken> second = house.audit(first.get(2), 3).result();
    assertThat(first).extracting(each -> each.measure().person()).containsExactly("p6", "p5", "p4");
    assertThat(second)
        .extracting(each -> each.measure().person())
        .containsExactly("p3", "p2", "p1");
    assertThat(house.audit(house.audit(second.get(2), 3).result().get(0), 3).result()).isEmpty();
  }

  @Test
  void aLoopThatBeginsLaterGoesByThousandsOfMeasuresAndActsUponNone() {
    House first = begin();
    for (int i = 0; i < 5000; i++) {
      take(first, ban("room", "p" + i, Measure.FOR_GOOD));
    }
    take(first, new Measure(Act.UNBAN, "room", "p7", null, 0, "", KIM));
    heard.clear();
    House later = begin();
    assertThat(later.annals().isKnown()).isTrue();
    assertThat(later.standing()).hasSize(4999).isEqualTo(first.standing());
    assertThat(heard).isEmpty();
  }

  @Test
  void whatTheBusHasLostIsReadFromTheLog() {
    House here = begin();
    House there = begin();
    isBusLost = true;
    take(here, ban("room", "~ann", Measure.FOR_GOOD));
    assertThat(there.sanctions().against(ANN, "room", Deed.READ)).isNull();
    RoomLog.Head head =
        log.heads(List.of(RoomName.OF_THE_HOUSE)).result().get(RoomName.OF_THE_HOUSE);
    there.annals().headSeen(head.epoch(), head.seq());
    clock.move(100);
    assertThat(there.sanctions().against(ANN, "room", Deed.READ)).isNotNull();
    assertThat(heard).as("only there: here nothing said so yet").hasSize(1);
  }

  @Test
  void whatIsNotAboutAnybodyIsRefused() {
    House house = begin();
    assertThat(refusal(house, new Measure(Act.BAN, "room", null, null, 0, "", KIM)))
        .isEqualTo(ErrorCode.BAD_FIELD);
    assertThat(refusal(house, new Measure(Act.MUTE, null, null, "192.0.2.1", 0, "", KIM)))
        .isEqualTo(ErrorCode.BAD_FIELD);
    assertThat(refusal(house, new Measure(Act.BAN, null, null, "example.org", 0, "", KIM)))
        .isEqualTo(ErrorCode.BAD_FIELD);
    assertThat(house.audit(null, 10).result()).isEmpty();
  }

  private static ErrorCode refusal(House house, Measure measure) {
    return ((Refusal) house.take(measure).cause()).code();
  }
}
