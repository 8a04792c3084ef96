package chatbench.client;

import chatbench.wire.Incoming;
import chatbench.wire.Link;
import chatbench.wire.Outgoing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a client has to say and has heard, in all its rooms and over all its connections: places to
 * resume from, messages to send again under their ids, and the journal of it.
 */
final class Conversation implements Incoming.Handler {
  private static final Set<String> RETRYABLE =
      Set.of("not_confirmed", "busy", "rate_limited", "no_quorum", "internal", "not_joined");

  private final Journal journal;
  private final Link link;
  private final Addresses addresses;
  private final Backoff backoff;
  private final long answerWithin;
  private final Outbox outbox = new Outbox();
  private final Map<String, Membership> rooms = new LinkedHashMap<>();

  Conversation(
      List<String> rooms,
      Journal journal,
      Link link,
      Addresses addresses,
      Backoff backoff,
      Patience patience) {
    this.addresses = addresses;
    rooms.forEach(room -> this.rooms.put(room, new Membership(room)));
    this.journal = journal;
    this.link = link;
    this.backoff = backoff;
    this.answerWithin = patience.answer().toNanos();
  }

  /** Said is said: it goes out now, or when the room is joined again. */
  void say(String room, String id, String text, boolean now) {
    journal.said(room, id, text);
    Outbox.Draft draft = outbox.add(room, id, text);
    if (now && rooms.get(room).isJoined()) {
      send(List.of(draft));
    }
  }

  /** Over a new connection: the rooms come along, as some ways in cannot do without. */
  void begin(Outgoing.Hello hello) {
    List<Outgoing> frames = new ArrayList<>(List.of(hello));
    frames.addAll(joins(System.nanoTime()));
    link.send(frames);
  }

  /** Joins and sends what is due. */
  void goOn(long now) {
    List<Outgoing> joins = joins(now);
    if (!joins.isEmpty()) {
      link.send(joins);
    }
    sendIf(draft -> draft.dueAt <= now && rooms.get(draft.room).isJoined());
  }

  /** Whether a join or a message had no answer for too long. */
  boolean isUnanswered(long now) {
    long then = now - answerWithin;
    return rooms.values().stream().anyMatch(room -> room.isUnansweredSince(then))
        || outbox.isUnansweredSince(link.number(), then);
  }

  void disconnected() {
    journal.left();
    rooms.values().forEach(room -> room.left(0));
  }

  boolean isJoinedEverywhere() {
    return rooms.values().stream().allMatch(Membership::isJoined);
  }

  boolean isCaughtUp() {
    return rooms.values().stream().allMatch(Membership::isCaughtUp);
  }

  int waiting() {
    return outbox.size();
  }

  List<String> rooms() {
    return List.copyOf(rooms.keySet());
  }

  Map<String, String> places() {
    return rooms.values().stream()
        .collect(Collectors.toMap(Membership::room, room -> room.epoch() + ":" + room.last()));
  }

  private List<Outgoing> joins(long now) {
    return rooms.values().stream()
        .filter(room -> room.mayAsk(now))
        .map(room -> room.ask(now))
        .toList();
  }

  private void sendIf(Predicate<Outbox.Draft> wanted) {
    send(outbox.where(wanted));
  }

  private void send(List<Outbox.Draft> drafts) {
    if (drafts.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    List<Outgoing> frames = new ArrayList<>();
    for (Outbox.Draft draft : drafts) {
      frames.add(draft.frame(link.number()));
      journal.sent(draft.room, draft.id, link.number());
      draft.link = link.number();
      draft.sentAt = now;
      draft.dueAt = Outbox.NOT_DUE;
    }
    link.send(frames);
  }

  @Override
  public void welcome(Incoming.Welcome frame) {
    journal.welcome(frame);
    addresses.learn(frame.nodes());
  }

  /** What an older connection left unanswered goes out first, so that nothing overtakes it. */
  @Override
  public void joined(Incoming.Joined frame) {
    journal.joined(room(frame.room()).joined(frame), frame);
    backoff.reset();
    sendIf(draft -> draft.room.equals(frame.room()) && draft.link != link.number());
  }

  @Override
  public void message(Incoming.Message frame) {
    Membership room = room(frame.room());
    room.received(frame.seq());
    journal.received(frame.epoch() == 0 ? room.epoch() : frame.epoch(), frame);
  }

  @Override
  public void reset(Incoming.Reset frame) {
    room(frame.room()).reset(frame);
    journal.reset(frame);
  }

  @Override
  public void ack(Incoming.Ack frame) {
    journal.acked(frame);
    room(frame.room()).acknowledged(frame);
    if (outbox.remove(frame.id())) {
      journal.counts().acked++;
    }
  }

  @Override
  public void refused(Incoming.Refused frame) {
    journal.counts().error(frame.code());
    long again = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause(frame));
    Outbox.Draft draft = frame.id() == null ? null : outbox.find(frame.id());
    if (draft != null && RETRYABLE.contains(frame.code())) {
      draft.dueAt = again;
    } else if (draft != null) {
      outbox.remove(draft.id);
    }
    boolean mustJoin = frame.id() == null || frame.code().equals("not_joined");
    if (frame.room() != null && mustJoin) {
      room(frame.room()).left(again);
    }
  }

  private long pause(Incoming.Refused frame) {
    return frame.retryAfterMs() > 0 ? backoff.after(frame.retryAfterMs()) : backoff.next();
  }

  @Override
  public void bye(Incoming.Bye frame) {
    backoff.name(frame.reconnectAfterMs());
  }

  private Membership room(String name) {
    Membership room = rooms.get(name);
    if (room == null) {
      throw new IllegalArgumentException("the server spoke of a room nobody joined: " + name);
    }
    return room;
  }
}
