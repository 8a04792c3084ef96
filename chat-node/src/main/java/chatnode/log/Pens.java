package chatnode.log;

import chatnode.clock.Clock;
import chatnode.protocol.Draft;
import chatnode.protocol.ErrorCode;
import chatnode.store.Store;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
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
    return new GroupCommit(
        clock,
        log,
        room,
        limits,
        budget,
        publisher,
        (change, receipt) -> askStore(room, change, receipt),
        () -> pens.remove(room));
  }

  /**
   * What a change is about is older than what memory has: it waits for the store, while the room
   * goes on, and gets a number when it was found there - unless it has one, as a resend.
   */
  private void askStore(String room, Draft change, GroupCommit.Receipt receipt) {
    log.find(room, List.of(change))
        .compose(
            places -> {
              Store.Place place = places.get(0);
              if (place != null) {
                receipt.appended(place.epoch(), place.seq(), place.at(), true);
                return Future.succeededFuture();
              }
              return log.stands(room, change.reference())
                  .onSuccess(stands -> answered(room, change, stands, receipt))
                  .mapEmpty();
            })
        .onFailure(failure -> receipt.refused(ErrorCode.NOT_CONFIRMED));
  }

  private void answered(String room, Draft change, boolean stands, GroupCommit.Receipt receipt) {
    if (stands) {
      GroupCommit pen = pens.computeIfAbsent(room, this::pen);
      pen.offerChange(change, receipt);
      if (pen.isIdle()) {
        pens.remove(room); // refused at once
      }
    } else {
      receipt.refused(ErrorCode.NOT_FOUND);
    }
  }

  /** Who kept some of the rooms is gone: nobody need wait for its answers. */
  public void hurry() {
    pens.values().forEach(GroupCommit::hurry);
  }
}
