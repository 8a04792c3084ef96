package chatnode.room;

import chatnode.clock.Clock;
import chatnode.count.LoopCounts;
import chatnode.count.RoomTraffic;
import chatnode.feed.Feed;
import chatnode.log.Budget;
import chatnode.log.RoomLog;
import chatnode.log.Slice;
import chatnode.protocol.CloseCode;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * The clients of one loop in one room, and the fan-out to them.
 *
 * <p>What arrives is encoded once and written once to each that keeps up. One that does not has a
 * cursor into the backlog; when it can be written to again it reads on from there, and when the
 * backlog has moved past its cursor it is closed and may come back to resume. So a slow reader
 * costs the others nothing and the node a number.
 */
final class Audience {
  private static final Logger LOG = Logger.getLogger(Audience.class.getName());
  private static final int RETRY_MS = 250;

  /** Of what cursors read last: one for each kind of client that is usual. */
  private static final int PAGE_COPIES = 4;

  private final Clock clock;
  private final String room;
  private final RoomLog log;
  private final Settings.Kept kept;
  private final LoopCounts counts;
  private final Runnable stale;
  private final Set<Member> members = new LinkedHashSet<>();
  private final Set<Member> behind = new LinkedHashSet<>();
  private final Encoded cursorPage;
  private final Backlog backlog;
  private long epoch;
  private long messages;
  private long reported;

  /** {@code stale} is called when the log turns out to have another epoch than this room. */
  Audience(
      Clock clock,
      String room,
      RoomLog log,
      Settings.Kept kept,
      Budget backlogs,
      LoopCounts counts,
      Runnable stale) {
    this.clock = clock;
    this.room = room;
    this.log = log;
    this.kept = kept;
    this.counts = counts;
    this.stale = stale;
    this.cursorPage = new Encoded(room, PAGE_COPIES);
    this.backlog = new Backlog(backlogs);
  }

  /** The oldest message that is here to be read. */
  long first() {
    return backlog.first();
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
    behind.add(member);
    member.startAt(next);
    writeKnown(member, read);
    pump(member);
  }

  void remove(Member member) {
    members.remove(member);
    behind.remove(member);
  }

  /** The room is not of this loop any more. */
  void close() {
    backlog.startOver(1);
  }

  /** Another numbering, or a piece missing: everyone hears {@code reset} and then what is kept. */
  void startOver(long epoch, long first, long head) {
    this.epoch = epoch;
    backlog.startOver(first);
    cursorPage.clear();
    ServerFrame.Reset reset = new ServerFrame.Reset(room, epoch, head, first);
    for (Member member : List.copyOf(members)) {
      member.startAt(member.isNumbered() ? first : head + 1);
      member.tell(reset);
      behind.add(member);
      pump(member);
    }
  }

  /** Writes the next messages of the room to everyone. */
  void deliver(List<Entry> said) {
    List<Entry> entries = backlog.add(said);
    if (entries != said) {
      cursorPage.clear(); // what is in it may have been changed
    }
    long first = entries.get(0).seq();
    Encoded batch = new Encoded(room);
    Fault fault = new Fault();
    long reached = 0;
    long bytes = 0;
    for (Member member : members) {
      if (member.live && member.outlet.ready()) {
        bytes += write(member, batch, entries, fault);
        reached++;
      } else if (member.live) {
        member.fallBehind(first);
        behind.add(member);
      }
    }
    messages += entries.size();
    counts.delivered(reached * entries.size(), bytes, clock.millis() - entries.get(0).at());
    fault.end();
    backlog.trim(behind.isEmpty() ? kept.recent() : kept.unread());
    if (!behind.isEmpty()) {
      attendLaggards();
    }
  }

  private int write(Member member, Encoded batch, List<Entry> entries, Fault fault) {
    try {
      byte[] wire = batch.of(member.dialect, epoch, entries);
      member.write(wire);
      return wire.length;
    } catch (RuntimeException e) {
      fault.of(member, e);
      return 0;
    }
  }

  /** Something of ours went wrong: whom it concerns may come back and resume, the others go on. */
  private final class Fault {
    private final List<Member> concerned = new ArrayList<>(0);
    private RuntimeException cause;

    void of(Member member, RuntimeException failure) {
      concerned.add(member);
      cause = failure;
    }

    void end() {
      if (cause != null) {
        LOG.log(Level.SEVERE, "Room " + room + " cannot write to some of its clients", cause);
        concerned.forEach(
            each -> each.outlet.close(CloseCode.OUR_FAULT, CloseCode.OUR_FAULT.reason()));
      }
    }
  }

  private void attendLaggards() {
    for (Member member : List.copyOf(behind)) {
      if (member.wasLive && member.next < backlog.first()) {
        member.outlet.close(CloseCode.TOO_SLOW, CloseCode.TOO_SLOW.reason());
      } else {
        pump(member);
      }
    }
  }

  /** Writes from the cursor on while the client takes it; the rest when there is room again. */
  void pump(Member member) {
    while (!member.live && !member.reading && member.outlet.ready() && members.contains(member)) {
      if (member.next > backlog.head()) {
        if (member.next == backlog.head() + 1) {
          member.keepUp();
          behind.remove(member);
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
    byte[] wire = cursorPage.of(member.dialect, epoch, entries);
    member.write(wire);
    counts.caughtUp(entries.size(), wire.length);
    member.next = entries.get(entries.size() - 1).seq() + 1;
  }

  /** The cursor is older than the backlog: a page from the log. */
  private void readFor(Member member) {
    member.reading = true;
    long from = member.next;
    log.since(room, epoch, from - 1, Feed.PAGE)
        .onComplete(
            read -> {
              member.reading = false;
              if (member.next != from || !members.contains(member)) {
                return; // started over or gone meanwhile
              }
              if (read.failed()) {
                clock.after(RETRY_MS, () -> pump(member));
              } else {
                take(member, read.result());
              }
            });
  }

  private void take(Member member, Slice slice) {
    if (slice.epoch() != epoch) {
      stale.run();
    } else if (!slice.isComplete()) {
      member.outlet.close(CloseCode.TOO_SLOW, CloseCode.TOO_SLOW.reason());
    } else {
      writeKnown(member, slice.entries());
      pump(member);
    }
  }

  /** The log may be ahead of this loop: what is not delivered here yet comes with its own batch. */
  private void writeKnown(Member member, List<Entry> entries) {
    List<Entry> known =
        backlog.settled(entries.stream().filter(each -> each.seq() <= backlog.head()).toList());
    if (!known.isEmpty()) {
      write(member, known);
    }
  }

  void broadcast(ServerFrame.Presence changes) {
    Encoded encoded = new Encoded(room);
    for (Member member : members) {
      member.write(encoded.of(member.dialect, changes));
    }
  }

  /** Nobody is told of himself, and who does not keep up has other things to read. */
  void broadcast(ServerFrame.Typing typing) {
    Encoded encoded = new Encoded(room);
    Set<String> typists = typing.people().stream().map(Person::id).collect(Collectors.toSet());
    for (Member member : members) {
      if (!member.outlet.ready()) {
        continue;
      }
      if (member.person == null || !typists.contains(member.person.id())) {
        member.write(encoded.of(member.dialect, typing));
      } else if (typists.size() > 1) {
        member.tell(typing.without(member.person.id()));
      }
    }
  }
}
