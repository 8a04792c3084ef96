package chatnode.log;

import chatnode.clock.Clock;
import chatnode.protocol.Draft;
import java.util.HashMap;
import java.util.Map;

/**
 * With what one loop writes to rooms, open here or not: for each that it has something to write to,
 * one {@link GroupCommit}, and never two, however often people come and go meanwhile.
 */
public final class Pens {
  private final Clock clock;
  private final RoomLog log;
  private final GroupCommit.Limits limits;
  private final Budget budget;
  private final Publisher publisher;
  private final Map<String, GroupCommit> pens = new HashMap<>();

  public Pens(
      Clock clock, RoomLog log, GroupCommit.Limits limits, Budget budget, Publisher publisher) {
    this.clock = clock;
    this.log = log;
    this.limits = limits;
    this.budget = budget;
    this.publisher = publisher;
  }

  /** {@code again}: it may be a resend of something so old that only the store knows it. */
  public void write(String room, Draft draft, boolean again, GroupCommit.Receipt receipt) {
    GroupCommit pen = pens.computeIfAbsent(room, this::pen);
    pen.offer(draft, again, receipt);
    if (pen.isIdle()) {
      pens.remove(room); // refused at once
    }
  }

  private GroupCommit pen(String room) {
    return new GroupCommit(clock, log, room, limits, budget, publisher, () -> pens.remove(room));
  }

  /** Who kept some of the rooms is gone: nobody need wait for its answers. */
  public void hurry() {
    pens.values().forEach(GroupCommit::hurry);
  }
}
