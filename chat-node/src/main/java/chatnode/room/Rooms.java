package chatnode.room;

import chatnode.bus.Beat;
import chatnode.bus.LoopId;
import chatnode.bus.Pulse;
import chatnode.bus.RoomBatch;
import chatnode.bus.RoomBus;
import chatnode.clock.LoopClock;
import chatnode.count.LoopCounts;
import chatnode.count.RoomTraffic;
import chatnode.log.CountedRoomLog;
import chatnode.log.GroupCommit;
import chatnode.log.RoomLog;
import chatnode.presence.Attendance;
import chatnode.presence.Presence;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.Draft;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Person;
import chatnode.protocol.Refusal;
import chatnode.protocol.ServerFrame;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The rooms in which this loop has somebody, and what the loop hears of all others. */
public final class Rooms implements RoomBus.Listener, Attendance.Listener {
  private static final int AUDIT_AGAIN_MS = 2000;
  private static final long MIN_SWEEP_MS = 250;
  private static final long MAX_SWEEP_MS = 60_000;

  private final Vertx vertx;
  private final LoopId self;
  private final RoomLog log;
  private final RoomBus bus;
  private final Settings settings;
  private final LoopCounts counts;
  private final Attendance attendance;
  private final Pulse pulse;
  private final Map<String, Room> rooms = new HashMap<>();
  private boolean auditing;

  /** To be called on the loop that will use it. */
  public Rooms(
      Vertx vertx,
      LoopId self,
      RoomLog log,
      RoomBus bus,
      Settings settings,
      LoopCounts counts,
      Presence presence) {
    this.vertx = vertx;
    this.self = self;
    this.log = new CountedRoomLog(log, counts);
    this.bus = bus;
    this.settings = settings;
    this.counts = counts;
    this.attendance = presence.attend(new LoopClock(vertx), this);
    this.pulse = new Pulse(self);
  }

  public Future<Void> start() {
    return bus.listen(this)
        .onSuccess(
            v -> {
              vertx.setPeriodic(settings.beatMs(), t -> beat());
              beat();
              forgetIdleRooms();
            });
  }

  public int size() {
    return rooms.size();
  }

  /** Rooms in which something was said since this was asked last, most first. */
  public List<RoomTraffic> busiestHere(int limit) {
    return rooms.values().stream()
        .map(Room::traffic)
        .filter(Objects::nonNull)
        .sorted(Comparator.comparingLong(RoomTraffic::messages).reversed())
        .limit(limit)
        .toList();
  }

  Settings settings() {
    return settings;
  }

  // ---- what sessions do

  Room join(String name, Member member, ClientFrame.Join request) {
    if (attendance.count(name) >= settings.peoplePerRoom()) {
      throw new Refusal(ErrorCode.ROOM_FULL, "this room holds no more people").about(name, null);
    }
    Room room =
        rooms.computeIfAbsent(
            name, n -> new Room(vertx, n, log, bus, settings, counts, attendance, pulse));
    attendance.enter(name, member.person);
    room.join(member, request);
    return room;
  }

  void leave(String name, Room room, Member member) {
    attendance.leave(name, member.person);
    room.leave(member);
    if (room.isEmpty() && rooms.remove(name, room)) {
      room.close();
    }
  }

  void rename(String name, Member member, Person person) {
    member.person = person;
    attendance.rename(name, person);
  }

  void say(Room room, Draft draft, GroupCommit.Receipt receipt) {
    room.say(draft, receipt);
  }

  void sayTyping(String name, Person person) {
    attendance.type(name, person);
  }

  List<ServerFrame.Rooms.Count> busiest(int limit) {
    return attendance.busiest(limit);
  }

  // ---- what the bus brings

  @Override
  public boolean wants(String room) {
    return rooms.containsKey(room);
  }

  @Override
  public void batch(RoomBatch batch) {
    rooms.get(batch.room()).batch(batch);
  }

  @Override
  public void beat(Beat beat) {
    if (beat.from().equals(self)) {
      pulse.echoed(beat);
      return;
    }
    beat.heads()
        .forEach(
            (name, head) -> {
              Room room = rooms.get(name);
              if (room != null) {
                room.headSeen(head.epoch(), head.seq());
              }
            });
    if (pulse.missedSome(beat)) {
      audit();
    }
  }

  @Override
  public void nodeLeft(String node) {
    pulse.forget(node);
    audit();
    vertx.setTimer(AUDIT_AGAIN_MS, t -> audit()); // its last batches may have been appended late
  }

  @Override
  public void merged() {
    pulse.skip(); // the other half cannot know that its rooms have changed: makes it look
    audit();
  }

  // ---- what is told of people

  @Override
  public void presence(ServerFrame.Presence changes) {
    Room room = rooms.get(changes.room());
    if (room != null) {
      room.broadcast(changes);
    }
  }

  @Override
  public void typing(ServerFrame.Typing typing) {
    Room room = rooms.get(typing.room());
    if (room != null) {
      room.broadcast(typing);
    }
  }

  // ---- what time brings

  /** One loop of a node does it for all. */
  private void forgetIdleRooms() {
    long idleMs = settings.roomIdleMs();
    if (self.loop() == 0 && idleMs > 0) {
      vertx.setPeriodic(
          Math.max(MIN_SWEEP_MS, Math.min(MAX_SWEEP_MS, idleMs / 4)),
          t -> log.forgetIdle(idleMs, room -> attendance.count(room) > 0));
    }
  }

  private void beat() {
    bus.publish(pulse.next());
    if (pulse.isDeaf()) {
      audit(); // until the bus is mended, the log says what it should have brought
    }
  }

  /** Compares all rooms here with the log. */
  private void audit() {
    if (auditing || rooms.isEmpty()) {
      return;
    }
    auditing = true;
    log.heads(Set.copyOf(rooms.keySet()))
        .onSuccess(
            heads -> {
              auditing = false;
              heads.forEach(
                  (name, head) -> {
                    Room room = rooms.get(name);
                    if (room != null) {
                      room.headSeen(head.epoch(), head.seq());
                    }
                  });
            })
        .onFailure(
            failure -> {
              auditing = false;
              vertx.setTimer(AUDIT_AGAIN_MS, t -> audit());
            });
  }
}
