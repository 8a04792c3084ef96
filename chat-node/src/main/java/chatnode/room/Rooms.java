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
import chatnode.protocol.Person;
import chatnode.protocol.Reference;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import chatnode.protocol.ServerFrame;
import chatnode.store.Store;
import chatnode.who.Principal;
import chatnode.who.Sanctions;
import chatnode.who.Who;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The rooms in which this loop has somebody: what sessions can do with them. */
public final class Rooms implements Attendance.Listener {
  private static final int LOOK_AGAIN_MS = 200;

  /** No guest has this id, and nobody signed in may. */
  private static final Person OPERATOR = new Person("~operator", "operator");

  private final Map<String, Room> rooms = new HashMap<>();
  private final Set<Session> sessions = new HashSet<>();
  private final House house;
  private final Settings settings;
  private final Who who;
  private final RoomBus bus;
  private final RoomLog log;
  private final Attendance attendance;
  private final Pulse pulse;
  private final Pens pens;
  private final Room.Loop loop;
  private final Ear ear;
  private final Attention attention;
  private final Future<Void> begun;
  private Object lookedAt = List.of();
  private Runnable sanctionsChanged = () -> {};

  /** To be called on the loop that will use it. */
  public Rooms(
      Clock clock,
      LoopId self,
      RoomLog log,
      RoomBus bus,
      Settings settings,
      Who who,
      LoopCounts counts,
      Presence presence) {
    this.settings = settings;
    this.who = who;
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
    this.house = new House(loop, pens, new Enforcer(sessions)::enforce);
    this.ear = new Ear(self, loop, rooms, house.annals(), bus, pulse, pens);
    this.attention = new Attention(clock, this.log, bus.interest(), ear::headSeen);
    house.annals().whenKnown(this::lookAgain); // before those who wait for it come in
    this.begun = house.annals().begin();
  }

  public Future<Void> start() {
    loop.clock().every(LOOK_AGAIN_MS, this::lookAgain);
    return ear.listen().compose(v -> begun);
  }

  /** The node goes: its rooms are stored, and those that nobody needs any more are closed. */
  public Future<Void> depart(BooleanSupplier someoneStays) {
    return log.depart(Ear.isOccupied(attendance), someoneStays);
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

  Clock clock() {
    return loop.clock();
  }

  /** Where things are done about people. */
  public House house() {
    return house;
  }

  /** Who lets people in here. */
  public Who who() {
    return who;
  }

  /** What somebody who was let in can do; refuses who is banned from the whole server. */
  public Visitor visit(Principal principal) {
    String why = sanctions().against(principal);
    if (why != null) {
      throw new Refusal(ErrorCode.FORBIDDEN, why);
    }
    return new Visitor(this, who, principal);
  }

  // ---- what a visitor can do, and sessions in his name

  void mayJoin(String name) {
    if (attendance.count(name) >= settings.limits().people()) {
      throw new Refusal(ErrorCode.ROOM_FULL, "this room holds no more people").about(name, null);
    }
  }

  Room join(String name, Member member, ClientFrame.Join request) {
    mayJoin(name);
    Room room = rooms.computeIfAbsent(name, this::open);
    if (member.person != null) {
      attendance.enter(name, member.person);
    }
    if (house.annals().isKnown()) {
      room.join(member, request);
    } else {
      joinLater(room, member, request);
    }
    return room;
  }

  private Room open(String name) {
    attention.begin(name); // first: what is said from now on comes here, what was is read
    return new Room(name, loop);
  }

  /** As soon as it is known whether he may: then who may not is out before. */
  private void joinLater(Room room, Member member, ClientFrame.Join request) {
    room.expect(member);
    if (house.annals().refusal() != null) {
      room.refused(house.annals().refusal());
    }
    house
        .annals()
        .whenKnown(
            () -> {
              if (room.expects(member)) {
                room.join(member, request);
              }
            });
  }

  void entered(Session session) {
    sessions.add(session);
  }

  void gone(Session session) {
    sessions.remove(session);
  }

  /** What somebody may has changed: rules were read anew, or something was done about somebody. */
  private void lookAgain() {
    Object now = List.of(who.rules(), sanctions().version());
    if (!now.equals(lookedAt)) {
      lookedAt = now;
      List.copyOf(sessions).stream().filter(Session::mayStay).forEach(Session::lookAgain);
      sanctionsChanged.run();
    }
  }

  /** What holds against people, as this loop has heard. */
  public Sanctions sanctions() {
    return house.sanctions();
  }

  /** The action is run when what holds against people may have changed. */
  public void whenSanctionsChange(Runnable action) {
    sanctionsChanged = action;
  }

  void leave(String name, Room room, Member member) {
    if (member.person != null) {
      attendance.leave(name, member.person);
    }
    room.leave(member);
    if (room.isEmpty() && rooms.remove(name, room)) {
      room.close();
      attention.end(name);
    }
  }

  void rename(String name, Member member, Person person) {
    member.person = person;
    attendance.rename(name, person);
  }

  void say(String name, Draft draft, boolean again, Outcome outcome) {
    Outcome.Receipt receipt = new Outcome.Receipt(name, draft.id(), outcome);
    if (house.annals().isKnown()) {
      pens.write(name, draft, again, receipt);
    } else {
      receipt.refused(house.annals().trouble());
    }
  }

  /** What was said, for whoever looks after the nodes. */
  public Future<ServerFrame.History> look(ClientFrame.History request) {
    return history(request);
  }

  /**
   * Takes back what {@code of} names. It is whoever looks after the nodes who wants it: no rule is
   * about him, and he is nobody that could come in.
   */
  public Future<ServerFrame.Ack> takeBack(RoomName room, Reference of) {
    Promise<ServerFrame.Ack> taken = Promise.promise();
    Draft draft = Draft.delete(OPERATOR, UUID.randomUUID().toString(), of);
    Outcome outcome =
        new Outcome() {
          @Override
          public void kept(ServerFrame.Ack ack, boolean known) {
            taken.complete(ack);
          }

          @Override
          public void refused(ServerFrame.Error error) {
            taken.fail(new Refusal(error.code(), error.message()).about(room.value(), null));
          }
        };
    say(room.value(), draft, false, outcome);
    return taken.future();
  }

  /** What was logged goes to all loops that listen, this one too. */
  private void tell(String name, long epoch, long head, List<Entry> entries) {
    pulse.wrote(name, epoch, head);
    bus.publish(new RoomBatch(name, epoch, entries));
    ear.headSeen(name, epoch, head); // should it not come back from the bus
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

  List<ServerFrame.Rooms.Count> busiest(Object view, Predicate<String> isSeen) {
    return attendance.busiest(view, isSeen);
  }

  ServerFrame.Presence people(String name) {
    return new ServerFrame.Presence(
        name, attendance.people(name), List.of(), attendance.count(name));
  }

  Future<Map<String, RoomLog.Head>> heads(Collection<String> names) {
    return log.heads(names);
  }

  Future<RoomLog.Head> head(String name) {
    return log.head(name);
  }

  Future<Slice> since(String name, long epoch, long after, int limit) {
    return log.since(name, epoch, after, limit);
  }

  Future<ServerFrame.History> history(ClientFrame.History request) {
    String name = request.room().value();
    return log.history(name, request.epoch(), request.before(), request.limit())
        .map(page -> new ServerFrame.History(name, page.messages(), page.next()));
  }

  /** In all of {@code searched}. */
  Future<ServerFrame.Found> search(ClientFrame.Search request, List<String> searched) {
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
