package chatnode.room;

import chatnode.bus.RoomBatch;
import chatnode.clock.Clock;
import chatnode.count.LoopCounts;
import chatnode.count.RoomTraffic;
import chatnode.feed.Feed;
import chatnode.log.Budget;
import chatnode.log.RoomLog;
import chatnode.presence.Attendance;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.Entry;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.ServerFrame;
import java.util.List;

/**
 * A room as one loop sees it: its {@link Feed} says what comes next, its {@link Audience} gets it,
 * and who joins passes its {@link Reception} on the way from the one to the other.
 */
final class Room implements Heard, Feed.Reader {
  private final Feed feed;
  private final Audience audience;
  private final Reception reception;

  /** What all rooms of a loop share. */
  record Loop(
      Clock clock,
      RoomLog log,
      Settings settings,
      LoopCounts counts,
      Attendance attendance,
      Budget held,
      Budget backlogs) {}

  Room(String name, Loop loop) {
    this.feed =
        new Feed(
            loop.clock, name, loop.log, loop.settings.timing().gap(), loop.counts, loop.held, this);
    this.audience =
        new Audience(
            loop.clock,
            name,
            loop.log,
            loop.settings.kept(),
            loop.backlogs,
            loop.counts,
            this::lookAgain);
    this.reception = new Reception(loop.clock, name, feed, audience, loop.log, loop.attendance);
    feed.open();
  }

  RoomTraffic traffic() {
    return audience.traffic();
  }

  // ---- who is here

  boolean isEmpty() {
    return audience.isEmpty() && reception.isEmpty();
  }

  /** Nobody of this loop is here any more. */
  void close() {
    feed.close();
    audience.close();
  }

  void join(Member member, ClientFrame.Join request) {
    reception.join(member, request);
  }

  /** He joins when it is known whether he may, unless he leaves before. */
  void expect(Member member) {
    reception.expect(member);
  }

  boolean expects(Member member) {
    return reception.expects(member);
  }

  void leave(Member member) {
    reception.leave(member);
    audience.remove(member);
  }

  /** The member can be written to again. */
  void pump(Member member) {
    audience.pump(member);
  }

  void broadcast(ServerFrame.Presence changes) {
    audience.broadcast(changes);
  }

  void broadcast(ServerFrame.Typing typing) {
    audience.broadcast(typing);
  }

  // ---- what arrives

  @Override
  public void batch(RoomBatch batch) {
    feed.batch(batch);
  }

  @Override
  public void headSeen(long epoch, long seq) {
    feed.headSeen(epoch, seq);
  }

  @Override
  public void lookAgain() {
    if (feed.isOpen()) {
      feed.whenCurrent(() -> {});
    }
  }

  @Override
  public void next(List<Entry> entries) {
    audience.deliver(entries);
  }

  @Override
  public void startOver(long epoch, long first, long head) {
    reception.startOver();
    audience.startOver(epoch, first, head);
  }

  @Override
  public void refused(ErrorCode why) {
    reception.putOff(why);
  }
}
