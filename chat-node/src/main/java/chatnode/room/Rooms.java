package chatnode.room;

import chatnode.bus.LoopId;
import chatnode.bus.Pulse;
import chatnode.bus.RoomBatch;
import chatnode.bus.RoomBus;
import chatnode.clock.Clock;
import chatnode.count.LoopCounts;
import chatnode.count.RoomTraffic;
import chatnode.log.Budget;
import chatnode.log.CountedRoomLog;
import chatnode.log.GroupCommit;
import chatnode.log.Pens;
import chatnode.log.RoomLog;
import chatnode.presence.Attendance;
import chatnode.presence.Presence;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Person;
import chatnode.protocol.Refusal;
import chatnode.protocol.ServerFrame;
import chatnode.store.Store;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** The rooms in which this loop has somebody: what sessions can do with them. */
public final class Rooms implements Attendance.Listener {
  private final Map<String, Room> rooms = new HashMap<>();
  private final Settings settings;
  private final Identity identity;
  private final RoomBus bus;
  private final RoomLog log;
  private final Attendance attendance;
  private final Pulse pulse;
  private final Pens pens;
  private final Room.Loop loop;
  private final Ear ear;

  /** To be called on the loop that will use it. */
  public Rooms(
      Clock clock,
      LoopId self,
      RoomLog log,
      RoomBus bus,
      Settings settings,
      Identity identity,
      LoopCounts counts,
      Presence presence) {
    this.settings = settings;
    this.identity = identity;
    this.bus = bus;
    this.log = new CountedRoomLog(log, counts);
    this.attendance = presence.attend(clock, this);
    this.pulse = new Pulse(self);
    Budget held = new Budget(settings.kept().held());
    this.pens = new Pens(clock, this.log, settings.append(), held, this::tell);
    this.loop =
        new Room.Loop(
            clock,
            this.log,
            settings,
            counts,
            attendance,
            held,
            new Budget(settings.kept().backlogs()));
    this.ear = new Ear(self, loop, rooms, bus, pulse, pens);
  }

  public Future<Void> start() {
    return ear.listen();
  }

  /** The node goes: its rooms are stored, and those that nobody needs any more are closed. */
  public Future<Void> depart(BooleanSupplier someoneStays) {
    return log.depart(room -> attendance.count(room) > 0, someoneStays);
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

  Identity identity() {
    return identity;
  }

  Room join(String name, Member member, ClientFrame.Join request) {
    if (attendance.count(name) >= settings.limits().people()) {
      throw new Refusal(ErrorCode.ROOM_FULL, "this room holds no more people").about(name, null);
    }
    Room room = rooms.computeIfAbsent(name, n -> new Room(n, loop));
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

  /** Whether or not anybody is in the room. */
  void say(String name, Draft draft, boolean again, GroupCommit.Receipt receipt) {
    pens.write(name, draft, again, receipt);
  }

  /** What was logged goes to all loops of all nodes, this one too. */
  private void tell(String name, long epoch, long head, List<Entry> entries) {
    pulse.wrote(name, epoch, head);
    bus.publish(new RoomBatch(name, epoch, entries));
    Room room = rooms.get(name);
    if (room != null) {
      room.headSeen(epoch, head); // should it not come back from the bus
    }
  }

  void sayTyping(String name, Person person) {
    attendance.type(name, person);
  }

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

  List<ServerFrame.Rooms.Count> busiest(int limit) {
    return attendance.busiest(limit);
  }

  void history(ClientFrame.History request, Outlet outlet) {
    String name = request.room().value();
    log.history(name, request.epoch(), request.before(), request.limit())
        .onSuccess(page -> outlet.send(new ServerFrame.History(name, page.messages(), page.next())))
        .onFailure(failure -> outlet.send(noAnswer(name)));
  }

  /** In all of {@code searched}. */
  void search(ClientFrame.Search request, List<String> searched, Outlet outlet) {
    Store.Query query =
        new Store.Query(searched, request.text(), request.before(), request.limit());
    log.search(query)
        .onSuccess(
            found ->
                outlet.send(
                    new ServerFrame.Found(
                        request.about(),
                        request.text(),
                        found.hits().stream()
                            .map(hit -> new ServerFrame.Found.Hit(hit.room(), hit.message()))
                            .toList(),
                        found.next())))
        .onFailure(failure -> outlet.send(noAnswer(request.about())));
  }

  private static ServerFrame noAnswer(String room) {
    return new ServerFrame.Error(
        ErrorCode.BUSY, "what is kept cannot be read now: ask again", room, null, 1000);
  }
}
