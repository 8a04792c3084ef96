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
import chatnode.log.Pens;
import chatnode.log.RoomLog;
import chatnode.log.Slice;
import chatnode.presence.Attendance;
import chatnode.presence.Presence;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Nickname;
import chatnode.protocol.Person;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import chatnode.protocol.Secret;
import chatnode.protocol.ServerFrame;
import chatnode.store.Store;
import io.vertx.core.Future;
import java.util.Collection;
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

  public Settings settings() {
    return settings;
  }

  /** The same person for the same secret, a stranger for none. */
  public Person person(Nickname nick, Secret secret) {
    return new Person(secret == null ? Identity.random() : identity.of(secret), nick.value());
  }

  Room join(String name, Member member, ClientFrame.Join request) {
    if (attendance.count(name) >= settings.limits().people()) {
      throw new Refusal(ErrorCode.ROOM_FULL, "this room holds no more people").about(name, null);
    }
    Room room = rooms.computeIfAbsent(name, n -> new Room(n, loop));
    if (member.person != null) {
      attendance.enter(name, member.person);
    }
    room.join(member, request);
    return room;
  }

  void leave(String name, Room room, Member member) {
    if (member.person != null) {
      attendance.leave(name, member.person);
    }
    room.leave(member);
    if (room.isEmpty() && rooms.remove(name, room)) {
      room.close();
    }
  }

  void rename(String name, Member member, Person person) {
    member.person = person;
    attendance.rename(name, person);
  }

  /** Whether or not anybody is in the room. {@code again}: it may have been said long ago. */
  public void say(RoomName room, Draft draft, boolean again, Outcome outcome) {
    String name = room.value();
    pens.write(name, draft, again, new Outcome.Receipt(name, draft.id(), outcome));
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

  // ---- what can be read without being there

  /** Rooms by people, most first. */
  public List<ServerFrame.Rooms.Count> busiest(int limit) {
    return attendance.busiest(limit);
  }

  /** The first people in the room, of a large one not all; nobody is told to them. */
  public ServerFrame.Presence people(RoomName room) {
    String name = room.value();
    return new ServerFrame.Presence(
        name, attendance.people(name), List.of(), attendance.count(name));
  }

  /** Where the rooms stand, for those that are in memory. */
  public Future<Map<String, RoomLog.Head>> heads(Collection<String> names) {
    return log.heads(names);
  }

  /** What was said behind a number of an epoch, oldest first, as far as memory reaches. */
  public Future<Slice> since(RoomName room, long epoch, long after, int limit) {
    return log.since(room.value(), epoch, after, limit);
  }

  /** The newest messages, as far as memory reaches. */
  public Future<Slice> newest(RoomName room, int limit) {
    return log.open(room.value(), limit);
  }

  public Future<ServerFrame.History> history(ClientFrame.History request) {
    String name = request.room().value();
    return log.history(name, request.epoch(), request.before(), request.limit())
        .map(page -> new ServerFrame.History(name, page.messages(), page.next()));
  }

  /** In all of {@code searched}. */
  public Future<ServerFrame.Found> search(ClientFrame.Search request, List<String> searched) {
    Store.Query query =
        new Store.Query(searched, request.text(), request.before(), request.limit());
    return log.search(query)
        .map(
            found ->
                new ServerFrame.Found(
                    request.about(),
                    request.text(),
                    found.hits().stream()
                        .map(hit -> new ServerFrame.Found.Hit(hit.room(), hit.message()))
                        .toList(),
                    found.next()));
  }

  /** What who asked for it hears when it failed. */
  public static ServerFrame.Error unreadable(String room) {
    return new ServerFrame.Error(
        ErrorCode.BUSY, "what is kept cannot be read now: ask again", room, null, 1000);
  }
}
