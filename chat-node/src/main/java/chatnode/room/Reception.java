package chatnode.room;

import chatnode.clock.Clock;
import chatnode.feed.Feed;
import chatnode.log.RoomLog;
import chatnode.presence.Attendance;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.Entry;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.ServerFrame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where those who join wait until it is known where they stand: from which message on they get what
 * the room delivers, and whether that is all they have missed. Then they are told and join the
 * {@link Audience} in the same turn, so that what is kept and what arrives meet without hole or
 * repeat.
 */
final class Reception {
  private static final int RETRY_MS = 250;
  private static final int COME_BACK_MS = 1000;

  private final Clock clock;
  private final String name;
  private final Feed feed;
  private final Audience audience;
  private final RoomLog log;
  private final Attendance attendance;

  /** Those who wait, and whether they were told why. */
  private final Map<Member, Boolean> waiting = new LinkedHashMap<>();

  /** How often the numbering began anew: what was read before that may not fit any more. */
  private int beginnings;

  Reception(
      Clock clock, String name, Feed feed, Audience audience, RoomLog log, Attendance attendance) {
    this.clock = clock;
    this.name = name;
    this.feed = feed;
    this.audience = audience;
    this.log = log;
    this.attendance = attendance;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  void join(Member member, ClientFrame.Join request) {
    waiting.putIfAbsent(member, false);
    if (feed.isCurrent()) {
      greet(member, request, true);
    } else {
      feed.whenCurrent(() -> greet(member, request, true));
    }
  }

  /** He waits, and joins when it is known whether he may. */
  void expect(Member member) {
    waiting.put(member, false);
  }

  boolean expects(Member member) {
    return waiting.containsKey(member);
  }

  void leave(Member member) {
    waiting.remove(member);
  }

  void startOver() {
    beginnings++;
  }

  private void greet(Member member, ClientFrame.Join request, boolean mayRead) {
    if (!waiting.containsKey(member)) {
      return; // left meanwhile
    }
    if (!request.resumes()) {
      long after = Math.max(0, feed.head() - request.recent());
      from(member, request, feed.epoch(), after);
      return;
    }
    long asked = request.epoch().getAsLong();
    long epoch = asked == RoomLog.PRESENT ? feed.epoch() : asked;
    long after = request.after().getAsLong();
    if (epoch == feed.epoch() && after > feed.head() && mayRead) {
      // It heard more elsewhere than this loop has.
      feed.whenCurrent(() -> greet(member, request, false));
    } else {
      from(member, request, epoch, after);
    }
  }

  private void from(Member member, ClientFrame.Join request, long epoch, long after) {
    if (epoch == feed.epoch() && after <= feed.head() && after + 1 >= audience.first()) {
      welcome(member, after + 1, true, List.of());
    } else {
      greetFromLog(member, request, epoch, after);
    }
  }

  /**
   * The messages read are those the member begins with: a busy room may have trimmed them when they
   * are asked for once more.
   */
  private void greetFromLog(Member member, ClientFrame.Join request, long epoch, long after) {
    int decidedBy = beginnings;
    log.since(name, epoch, after, Feed.PAGE)
        .onSuccess(
            slice -> {
              if (beginnings != decidedBy || slice.epoch() != feed.epoch()) {
                feed.whenCurrent(() -> greet(member, request, false));
              } else {
                boolean isComplete = !request.resumes() || slice.isComplete();
                welcome(member, slice.from(), isComplete, slice.entries());
              }
            })
        .onFailure(failure -> clock.after(RETRY_MS, () -> greet(member, request, true)));
  }

  private void welcome(Member member, long first, boolean isComplete, List<Entry> read) {
    if (waiting.remove(member) == null) {
      return; // left while the log was read
    }
    member.tell(
        new ServerFrame.Joined(
            name,
            feed.epoch(),
            Math.max(feed.head(), first - 1),
            first,
            isComplete,
            attendance.people(name),
            attendance.count(name)));
    audience.add(member, first, read);
  }

  /**
   * The room cannot be opened yet, as too few nodes are here, memory is short or the store does not
   * answer: it is tried again and again, and those who wait are told so once.
   */
  void putOff(ErrorCode why) {
    String sentence =
        why == ErrorCode.NO_QUORUM
            ? "too few nodes: this room has to wait for more"
            : "the server cannot open this room now: it has to wait";
    ServerFrame.Error error = new ServerFrame.Error(why, sentence, name, null, COME_BACK_MS);
    waiting.replaceAll(
        (member, isTold) -> {
          if (!isTold) {
            member.tell(error);
          }
          return true;
        });
  }
}
