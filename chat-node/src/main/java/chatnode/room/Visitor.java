package chatnode.room;

import chatnode.log.RoomLog;
import chatnode.log.Slice;
import chatnode.protocol.Act;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.Draft;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Measure;
import chatnode.protocol.Person;
import chatnode.protocol.Reference;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import chatnode.protocol.ServerFrame;
import chatnode.who.Deed;
import chatnode.who.Principal;
import chatnode.who.Rules;
import chatnode.who.Who;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The rooms as one may see them who was let in. Whichever way somebody comes, this is what he gets:
 * here it is asked what he may, and nowhere else (P10). What he may not see does not exist for him,
 * and what he may not do is refused in the same words whether it exists or not.
 *
 * <p>What he may in a room is looked up when he first does something there, and again when the
 * rules or what holds against him have changed: a message costs a look into a small map.
 */
public final class Visitor {
  private static final Logger LOG = Logger.getLogger(Visitor.class.getName());

  /** Whoever asks about more rooms than that one after the other is not remembered for it. */
  private static final int MOST_KNOWN = 64;

  private final Rooms rooms;
  private final Who who;
  private final Map<String, Set<Deed>> known = new HashMap<>(2);
  private Principal principal;
  private Rules rules;

  Visitor(Rooms rooms, Who who, Principal principal) {
    this.rooms = rooms;
    this.who = who;
    this.principal = principal;
  }

  public Principal principal() {
    return principal;
  }

  public boolean isSignedIn() {
    return principal.isSignedIn();
  }

  /** Null for one who only listens. */
  public Person person() {
    return principal.person();
  }

  /** He is called otherwise, or has brought a token that lasts longer. */
  void become(Principal other) {
    principal = other;
    known.clear();
  }

  public Rooms rooms() {
    return rooms;
  }

  /** {@code over} is called when he may not stay any longer, as his token has run out. */
  public Expiry whenRunOut(Runnable over) {
    Expiry expiry = new Expiry(rooms.clock(), () -> {}, over);
    expiry.lasts(principal.until());
    return expiry;
  }

  // ---- what he may

  public boolean may(String room, Deed deed) {
    return allowed(room).contains(deed) && against(room, deed) == null;
  }

  private Set<Deed> allowed(String room) {
    Rules now = who.rules();
    if (now != rules || known.size() >= MOST_KNOWN) {
      rules = now;
      known.clear();
    }
    return known.computeIfAbsent(room, each -> now.of(principal, each));
  }

  /** What was done that keeps him from it, or null. */
  String against(String room, Deed deed) {
    return rooms.sanctions().against(principal, room, deed);
  }

  /** Refuses what he may not. */
  public void needs(RoomName room, Deed deed) {
    needs(room.value(), deed, null);
  }

  private void needs(String room, Deed deed, String id) {
    needsOrWaits(room, deed, id);
    if (!rooms.house().annals().isKnown()) {
      throw rooms.house().annals().unknown().about(room, id);
    }
  }

  /** The same for what waits until it is known what holds against him. */
  private void needsOrWaits(String room, Deed deed, String id) {
    String why = allowed(room).contains(deed) ? against(room, deed) : "you may not do that here";
    if (why != null) {
      throw new Refusal(ErrorCode.FORBIDDEN, why).about(room, id);
    }
  }

  /** What the client is told of it. */
  List<ServerFrame.Welcome.Grant> grants() {
    return who.rules().about(principal).stream()
        .map(
            rule ->
                new ServerFrame.Welcome.Grant(
                    rule.rooms(), rule.may().stream().map(Deed::wire).toList()))
        .toList();
  }

  // ---- what he can do

  /** Refuses who would be refused if he joined now. */
  public void mayJoin(RoomName room) {
    needsOrWaits(room.value(), Deed.READ, null);
    rooms.mayJoin(room.value());
  }

  Room join(Member member, ClientFrame.Join request) {
    needsOrWaits(request.room().value(), Deed.READ, null);
    return rooms.join(request.room().value(), member, request);
  }

  /** Whether or not anybody is in the room. {@code again}: it may have been said long ago. */
  public void say(RoomName room, Draft draft, boolean again, Outcome outcome) {
    needsOrWaits(room.value(), Deed.SAY, draft.id());
    rooms.say(room.value(), draft, again, outcome);
  }

  /** Changes or takes back what {@code draft} names: one's own, or as a moderator. */
  public void amend(RoomName room, Draft draft, Outcome outcome) {
    Reference of = draft.reference();
    boolean isOwn = of.from().equals(principal.id());
    needsOrWaits(room.value(), isOwn ? Deed.EDIT : Deed.MODERATE, draft.id());
    rooms.say(room.value(), draft, false, isOwn ? outcome : audited(room.value(), draft, outcome));
  }

  /** That a moderator took something back is kept, too. */
  private Outcome audited(String room, Draft draft, Outcome outcome) {
    Act act = draft.kind() == Draft.Kind.DELETE ? Act.DELETE : Act.EDIT;
    Reference of = draft.reference();
    Measure done = new Measure(act, room, of.from(), null, 0, "message " + of.id(), person());
    return new Outcome() {
      @Override
      public void kept(ServerFrame.Ack ack, boolean known) {
        outcome.kept(ack, known);
        if (!known) {
          rooms.house().take(done).onFailure(Visitor::notAudited);
        }
      }

      @Override
      public void refused(ServerFrame.Error error) {
        outcome.refused(error);
      }
    };
  }

  private static void notAudited(Throwable failure) {
    LOG.log(Level.WARNING, "That a moderator took something back is not in the audit", failure);
  }

  /**
   * Does something about another person, whether or not he is there, and whatever he may: of two
   * who may moderate each can stop the other.
   */
  Future<Void> moderate(ClientFrame.Moderate frame) {
    String room = frame.room().value();
    needs(room, Deed.MODERATE, null);
    if (frame.person().equals(principal.id())) {
      throw new Refusal(ErrorCode.FORBIDDEN, "you cannot do that to yourself").about(room, null);
    }
    return rooms
        .house()
        .take(
            new Measure(
                frame.act(), room, frame.person(), null, until(frame), frame.reason(), person()));
  }

  private long until(ClientFrame.Moderate frame) {
    if (frame.act() != Act.BAN && frame.act() != Act.MUTE) {
      return 0;
    }
    return frame.minutes() == 0
        ? Measure.FOR_GOOD
        : rooms.clock().millis() + Duration.ofMinutes(frame.minutes()).toMillis();
  }

  void type(String room) {
    needs(room, Deed.SAY, null);
    rooms.sayTyping(room, principal.person());
  }

  // ---- what he can read without being there

  /** Rooms that he sees, by people, most first. */
  public List<ServerFrame.Rooms.Count> busiest(int limit) {
    Rules now = who.rules();
    return rooms
        .busiest(now.about(principal), room -> now.of(principal, room).contains(Deed.SEE))
        .stream()
        .filter(each -> against(each.room(), Deed.SEE) == null)
        .limit(limit)
        .toList();
  }

  /** The first people in the room, of a large one not all; nobody is told to them. */
  public ServerFrame.Presence people(RoomName room) {
    needs(room, Deed.SEE);
    return rooms.people(room.value());
  }

  /** Where the rooms stand that he may read, for those that are in memory. */
  public Future<Map<String, RoomLog.Head>> heads(Collection<String> names) {
    return rooms.heads(names.stream().filter(room -> may(room, Deed.READ)).toList());
  }

  /** Where the room stands, or null when nothing was ever said in it; then it stays no room. */
  public Future<RoomLog.Head> head(RoomName room) {
    needs(room, Deed.READ);
    return rooms.head(room.value());
  }

  /** What was said behind a number of an epoch, oldest first, as far as memory reaches. */
  public Future<Slice> since(RoomName room, long epoch, long after, int limit) {
    needs(room, Deed.READ);
    return rooms.since(room.value(), epoch, after, limit);
  }

  public Future<ServerFrame.History> history(ClientFrame.History request) {
    needs(request.room(), Deed.READ);
    return rooms.history(request);
  }

  /** In those of {@code searched} that he may search; in a room that is named he has to. */
  public Future<ServerFrame.Found> search(ClientFrame.Search request, Collection<String> searched) {
    if (request.room() != null) {
      needs(request.room(), Deed.SEARCH);
    }
    return rooms.search(request, searched.stream().filter(room -> may(room, Deed.SEARCH)).toList());
  }
}
