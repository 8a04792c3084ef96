package chatnode.room;

import chatnode.bus.Beat;
import chatnode.bus.LoopId;
import chatnode.bus.Pulse;
import chatnode.bus.RoomBatch;
import chatnode.bus.RoomBus;
import chatnode.clock.Clock;
import chatnode.log.GroupCommit;
import chatnode.log.Pens;
import chatnode.log.RoomLog;
import chatnode.presence.Attendance;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.RoomName;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What one loop hears of all others, and says so that they hear it. It passes on what concerns its
 * rooms, and when it may have missed something it compares them with the log.
 */
final class Ear implements RoomBus.Listener {
  private static final int AUDIT_AGAIN_MS = 2000;
  private static final int LOOK_MS = 50;

  /** Of those looks. */
  private static final int TIDY_EVERY = 20;

  /** Who sent what was found beside a room's line has long been answered. */
  private static final GroupCommit.Receipt NOBODY =
      new GroupCommit.Receipt() {
        @Override
        public void appended(long epoch, long seq, long at, boolean known) {}

        @Override
        public void refused(ErrorCode code) {}
      };

  private final LoopId self;
  private final Clock clock;
  private final RoomLog log;
  private final Settings settings;
  private final Predicate<String> isOccupied;
  private final Map<String, Room> rooms;
  private final Heard house;
  private final RoomBus bus;
  private final Pulse pulse;
  private final Pens pens;
  private boolean auditing;
  private boolean auditAgain;
  private boolean tidying;
  private int looks;

  Ear(
      LoopId self,
      Room.Loop loop,
      Map<String, Room> rooms,
      Heard house,
      RoomBus bus,
      Pulse pulse,
      Pens pens) {
    this.self = self;
    this.clock = loop.clock();
    this.log = loop.log();
    this.settings = loop.settings();
    this.isOccupied = isOccupied(loop.attendance());
    this.rooms = rooms;
    this.house = house;
    this.bus = bus;
    this.pulse = pulse;
    this.pens = pens;
  }

  /** Whether somebody needs the room in memory: every loop needs that of the house. */
  static Predicate<String> isOccupied(Attendance attendance) {
    return room -> attendance.count(room) > 0 || room.equals(RoomName.OF_THE_HOUSE);
  }

  Future<Void> listen() {
    return bus.listen(this)
        .onSuccess(
            v -> {
              clock.every(settings.timing().beat().toMillis(), this::beat);
              beat();
              if (self.loop() == 0) { // does it for the node
                clock.every(LOOK_MS, this::look);
              }
            });
  }

  // ---- what the bus brings

  @Override
  public boolean wants(String room) {
    return heard(room) != null;
  }

  private Heard heard(String room) {
    return room.equals(RoomName.OF_THE_HOUSE) ? house : rooms.get(room);
  }

  @Override
  public void batch(RoomBatch batch) {
    heard(batch.room()).batch(batch);
  }

  @Override
  public void beat(Beat beat) {
    if (beat.from().equals(self)) {
      pulse.echoed(beat);
      return;
    }
    beat.heads().forEach((name, head) -> headSeen(name, head.epoch(), head.seq()));
    if (pulse.missedSome(beat)) {
      audit();
    }
  }

  @Override
  public void nodeLeft(String node) {
    pulse.forget(node);
    pens.hurry();
    log.membersChanged();
    audit();
    clock.after(AUDIT_AGAIN_MS, this::audit); // its last batches may have been appended late
  }

  @Override
  public void merged() {
    log.membersChanged();
    pulse.skip(); // the other half cannot know that its rooms have changed: makes it look
    audit();
  }

  // ---- what time brings

  private void beat() {
    bus.publish(pulse.next());
    if (pulse.isDeaf()) {
      audit(); // until the bus is mended, the log says what it should have brought
    }
  }

  private void look() {
    looks++;
    if (looks % TIDY_EVERY == 0 || log.isTight()) {
      tidy();
    }
  }

  private void tidy() {
    if (!tidying) {
      tidying = true;
      log.tidy(isOccupied).onComplete(done -> tidying = false);
      log.strays()
          .forEach((room, drafts) -> drafts.forEach(each -> pens.write(room, each, false, NOBODY)));
    }
  }

  /** Compares all rooms here with the log: once at a time, and once more if asked meanwhile. */
  private void audit() {
    if (auditing) {
      auditAgain = true;
      return;
    }
    auditing = true;
    auditAgain = false;
    Set<String> asked = new HashSet<>(rooms.keySet());
    asked.add(RoomName.OF_THE_HOUSE);
    log.heads(asked)
        .onComplete(
            heads -> {
              auditing = false;
              if (heads.failed()) {
                clock.after(AUDIT_AGAIN_MS, this::audit);
                return;
              }
              compare(asked, heads.result());
              if (auditAgain) {
                audit();
              }
            });
  }

  private void compare(Set<String> asked, Map<String, RoomLog.Head> heads) {
    for (String name : asked) {
      Heard room = heard(name);
      RoomLog.Head head = heads.get(name);
      if (room != null && head != null) {
        room.headSeen(head.epoch(), head.seq());
      } else if (room != null) {
        room.lookAgain(); // its log is gone: it begins anew, and people are told
      }
    }
  }

  /** Somebody has seen the room at this place. */
  void headSeen(String name, long epoch, long seq) {
    Heard room = heard(name);
    if (room != null) {
      room.headSeen(epoch, seq);
    }
  }
}
