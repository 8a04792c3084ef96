package chatnode.room;

import chatnode.count.LoopCounts;
import chatnode.count.RoomTraffic;
import chatnode.log.RoomLog;
import chatnode.protocol.CloseCode;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame;
import chatnode.protocol.Wire;
import io.vertx.core.Vertx;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sockets of one loop in one room, and the fan-out to them.
 *
 * <p>What arrives is encoded once and written once to each socket that keeps up. One that does not
 * has a cursor into the backlog; when it can be written to again it reads on from there, and when
 * the backlog has moved past its cursor it is closed and may come back to resume. So a slow reader
 * costs the others nothing and the node a number.
 */
final class Audience {
  static final int PAGE = 500;
  private static final int RETRY_MS = 250;

  private final Vertx vertx;
  private final String room;
  private final RoomLog log;
  private final Settings settings;
  private final LoopCounts counts;
  private final Runnable stale;
  private final Set<Member> members = new LinkedHashSet<>();
  private final Encoded cursorPage = new Encoded();
  private Backlog backlog = new Backlog(0, 1);
  private long messages;
  private long reported;

  /** {@code stale} is called when the log turns out to have another epoch than this room. */
  Audience(
      Vertx vertx, String room, RoomLog log, Settings settings, LoopCounts counts, Runnable stale) {
    this.vertx = vertx;
    this.room = room;
    this.log = log;
    this.settings = settings;
    this.counts = counts;
    this.stale = stale;
  }

  Backlog backlog() {
    return backlog;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /** What was delivered here, or null when nothing was since this was asked last. */
  RoomTraffic traffic() {
    if (messages == reported) {
      return null;
    }
    reported = messages;
    return new RoomTraffic(room, members.size(), messages);
  }

  /** From here on the member gets everything from {@code next}; {@code read} is the first of it. */
  void add(Member member, long next, List<Entry> read) {
    members.add(member);
    member.startAt(next);
    writeKnown(member, read);
    pump(member);
  }

  void remove(Member member) {
    members.remove(member);
  }

  /** Another numbering, or a piece missing: everyone hears {@code reset} and then what is kept. */
  void restart(Backlog fresh, ServerFrame.Reset reset) {
    backlog = fresh;
    cursorPage.clear();
    for (Member member : List.copyOf(members)) {
      if (member.plain) {
        member.startAt(reset.head() + 1); // cannot tell a repeat, so hears none
      } else {
        member.startAt(reset.first());
        member.outlet.send(reset);
      }
      pump(member);
    }
  }

  /** Writes the next messages of the room to everyone. */
  void deliver(List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    long first = entries.get(0).seq();
    Encoded batch = new Encoded();
    boolean laggards = false;
    long sockets = 0;
    long bytes = 0;
    backlog.add(entries);
    for (Member member : members) {
      if (member.live && member.outlet.ready()) {
        byte[] wire = batch.wire(member.plain, entries);
        member.outlet.write(wire);
        sockets++;
        bytes += wire.length;
      } else {
        if (member.live) {
          member.fallBehind(first);
        }
        laggards = true;
      }
    }
    messages += entries.size();
    long age = System.currentTimeMillis() - entries.get(0).at();
    counts.delivered(sockets * entries.size(), bytes, age);
    if (laggards) {
      // By bytes alone: at 100,000 messages a second what is kept of a room is 10 ms long.
      backlog.trim(settings.unreadBytes(), Integer.MAX_VALUE);
    } else {
      backlog.trim(settings.backlogBytes(), settings.history());
    }
    if (laggards) {
      attendLaggards();
    }
  }

  private void attendLaggards() {
    for (Member member : List.copyOf(members)) {
      if (member.wasLive && !member.live && member.next < backlog.first()) {
        member.outlet.close(CloseCode.TOO_SLOW, CloseCode.TOO_SLOW.reason());
      } else {
        pump(member);
      }
    }
  }

  /** Writes from the cursor on while the socket takes it; the rest when it is writable again. */
  void pump(Member member) {
    while (!member.live && !member.reading && member.outlet.ready() && members.contains(member)) {
      if (member.next > backlog.head()) {
        if (member.next == backlog.head() + 1) {
          member.keepUp();
        }
        return;
      }
      if (member.next < backlog.first()) {
        readFor(member);
        return;
      }
      write(member, backlog.page(member.next));
    }
  }

  private void write(Member member, List<Entry> entries) {
    byte[] wire = cursorPage.wire(member.plain, entries);
    member.outlet.write(wire);
    counts.caughtUp(entries.size(), wire.length);
    member.next = entries.get(entries.size() - 1).seq() + 1;
  }

  /** The cursor is older than the backlog: a page from the log. */
  private void readFor(Member member) {
    member.reading = true;
    long from = member.next;
    log.since(room, from - 1, PAGE)
        .onComplete(
            read -> {
              member.reading = false;
              if (member.next != from || !members.contains(member)) {
                return; // started over or gone meanwhile
              }
              if (read.failed()) {
                vertx.setTimer(RETRY_MS, t -> pump(member));
              } else if (read.result().epoch() != backlog.epoch()) {
                stale.run();
              } else if (read.result().first() > from) {
                member.outlet.close(CloseCode.TOO_SLOW, CloseCode.TOO_SLOW.reason());
              } else {
                writeKnown(member, read.result().entries());
                pump(member);
              }
            });
  }

  /** The log may be ahead of this loop: what is not delivered here yet comes with its own batch. */
  private void writeKnown(Member member, List<Entry> entries) {
    List<Entry> known = entries.stream().filter(entry -> entry.seq() <= backlog.head()).toList();
    if (!known.isEmpty()) {
      write(member, known);
    }
  }

  void broadcast(ServerFrame.Presence changes) {
    byte[] wire = Wire.json(List.of(changes));
    for (Member member : members) {
      if (!member.plain) {
        member.outlet.write(wire);
      }
    }
  }

  /** Nobody is told of himself, and who does not keep up has other things to read. */
  void broadcast(ServerFrame.Typing typing) {
    byte[] wire = Wire.json(List.of(typing));
    Set<String> typists = typing.people().stream().map(Person::id).collect(Collectors.toSet());
    for (Member member : members) {
      if (member.plain || !member.outlet.ready()) {
        continue;
      }
      if (!typists.contains(member.person.id())) {
        member.outlet.write(wire);
      } else if (typists.size() > 1) {
        member.outlet.send(typing.without(member.person.id()));
      }
    }
  }

  /**
   * The last messages asked for, as bytes: a batch for all, or a page many cursors want in one
   * turn.
   */
  private final class Encoded {
    private long first;
    private long last;
    private byte[] json;
    private byte[] plain;

    void clear() {
      json = null;
      plain = null;
    }

    byte[] wire(boolean asPlain, List<Entry> entries) {
      long from = entries.get(0).seq();
      long to = entries.get(entries.size() - 1).seq();
      if (from != first || to != last) {
        clear();
        first = from;
        last = to;
      }
      if (asPlain) {
        return plain == null ? plain = Wire.plain(entries) : plain;
      }
      return json == null ? json = Wire.messages(room, entries) : json;
    }
  }
}
