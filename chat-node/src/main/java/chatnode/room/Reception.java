package chatnode.room;

import chatnode.log.RoomLog;
import chatnode.presence.Attendance;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.Entry;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.ServerFrame;
import io.vertx.core.Vertx;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where those who join wait until it is known where they stand: from which message on they get what
 * the room delivers, and whether that is all they have missed. Then they are told and join the
 * {@link Audience} in the same turn, so that what is kept and what arrives meet without hole or
 * repeat.
 */
final class Reception {
  private static final int RETRY_MS = 250;

  private final Vertx vertx;
  private final String name;
  private final Room room;
  private final Audience audience;
  private final RoomLog log;
  private final Attendance attendance;
  private final Set<Member> waiting = new LinkedHashSet<>();

  Reception(
      Vertx vertx, String name, Room room, Audience audience, RoomLog log, Attendance attendance) {
    this.vertx = vertx;
    this.name = name;
    this.room = room;
    this.audience = audience;
    this.log = log;
    this.attendance = attendance;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  void join(Member member, ClientFrame.Join request) {
    waiting.add(member);
    if (room.isOpen()) {
      greet(member, request, true);
    } else {
      room.readThen(() -> greet(member, request, true));
    }
  }

  void leave(Member member) {
    waiting.remove(member);
  }

  private void greet(Member member, ClientFrame.Join request, boolean mayRead) {
    boolean resumes = request.resumes() && request.epoch().getAsLong() == room.epoch();
    if (resumes && request.after().getAsLong() > room.head() && mayRead) {
      // It heard more elsewhere than this loop has.
      room.readThen(() -> greet(member, request, false));
      return;
    }
    long after = Math.max(0, room.head() - request.recent());
    if (resumes) {
      after = Math.min(request.after().getAsLong(), room.head());
    } else if (request.resumes()) {
      after = 0; // of another epoch: everything kept
    }
    if (after + 1 >= audience.backlog().first()) {
      welcome(member, after, true, List.of());
    } else {
      greetFromLog(member, request, after, resumes);
    }
  }

  /**
   * The messages read are those the member begins with: a busy room may have trimmed them when they
   * are asked for once more.
   */
  private void greetFromLog(Member member, ClientFrame.Join request, long after, boolean resumes) {
    Backlog decidedBy = audience.backlog();
    log.since(name, after, Audience.PAGE)
        .onSuccess(
            slice -> {
              boolean hasBegunAnew = audience.backlog() != decidedBy;
              if (hasBegunAnew || slice.epoch() != room.epoch()) {
                room.readThen(() -> greet(member, request, false));
                return;
              }
              room.isKeptFrom(slice.first());
              boolean complete = !resumes || slice.first() <= after + 1;
              welcome(member, Math.max(after, slice.first() - 1), complete, slice.entries());
            })
        .onFailure(failure -> vertx.setTimer(RETRY_MS, t -> greet(member, request, true)));
  }

  private void welcome(Member member, long after, boolean complete, List<Entry> read) {
    if (!waiting.remove(member)) {
      return; // left while the log was read
    }
    if (!member.plain) {
      member.outlet.send(
          new ServerFrame.Joined(
              name,
              room.epoch(),
              room.head(),
              Math.min(room.firstKept(), after + 1), // a merge may have kept more than usual
              complete,
              attendance.people(name),
              attendance.count(name)));
    }
    audience.add(member, after + 1, read);
  }

  /**
   * Too few nodes to open the room: it is tried again and again, and those who wait are told why.
   */
  void putOff() {
    ServerFrame.Error error =
        new ServerFrame.Error(
            ErrorCode.NO_QUORUM, "too few nodes: this room has to wait for more", name, null, 1000);
    waiting.stream().filter(member -> !member.plain).forEach(each -> each.outlet.send(error));
  }
}
