package chatnode.ways.http;

import chatnode.log.RoomLog;
import chatnode.log.Slice;
import chatnode.protocol.BodyWriter;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.Placed;
import chatnode.protocol.ServerFrame;
import chatnode.room.Visitor;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.OptionalLong;

/**
 * Polling and history: what the log has of a room, as a resume would get it. Nobody joins, and a
 * room that is only asked for does not begin to be one.
 */
final class Reading {
  private final Waiting waiting;

  /** {@code waiting} is for those who want to wait. */
  Reading(Waiting waiting) {
    this.waiting = waiting;
  }

  void answer(Visitor visitor, RoutingContext context) {
    Wanted wanted = Wanted.of(context);
    if (wanted.waits()) {
      waiting.begin(visitor, context, wanted);
      return;
    }
    Answer answer = Answer.to(context.request());
    visitor
        .head(wanted.room())
        .compose(head -> read(visitor, wanted, head))
        .onSuccess(answer::json)
        .onFailure(failure -> Problem.unreadable(failure).answer(context.response()));
  }

  private Future<byte[]> read(Visitor visitor, Wanted wanted, RoomLog.Head head) {
    if (wanted.after().isPresent()) {
      return since(visitor, wanted, wanted.after().getAsLong(), head);
    }
    return head == null
        ? Future.succeededFuture(Page.ofNothing(true).with(BodyWriter.list(0, List.of()), null))
        : history(visitor, wanted, head);
  }

  private Future<byte[]> since(Visitor visitor, Wanted wanted, long after, RoomLog.Head head) {
    if (head == null) {
      boolean isComplete = after == 0 && wanted.isOf(0);
      return Future.succeededFuture(Page.ofNothing(isComplete).empty());
    }
    if (after == head.seq() && wanted.isOf(head.epoch())) { // as mostly: the log need not be read
      Page nothingNew = new Page(head.epoch(), head.seq(), after + 1, true);
      return Future.succeededFuture(nothingNew.empty());
    }
    return visitor.since(wanted.room(), wanted.epoch(), after, wanted.limit()).map(Reading::page);
  }

  private static byte[] page(Slice slice) {
    return new Page(slice.epoch(), slice.head(), slice.from(), slice.isComplete())
        .with(BodyWriter.list(0, slice.epoch(), slice.entries()), 0);
  }

  private Future<byte[]> history(Visitor visitor, Wanted wanted, RoomLog.Head head) {
    OptionalLong epoch =
        wanted.epoch() == RoomLog.PRESENT ? OptionalLong.empty() : OptionalLong.of(wanted.epoch());
    long before = wanted.before().orElse(Long.MAX_VALUE);
    return visitor
        .history(new ClientFrame.History(wanted.room(), epoch, before, wanted.limit()))
        .map(history -> page(history, wanted.before().isPresent() ? head : newest(history, head)));
  }

  /** More may have been said since {@code head} was asked for. */
  private static RoomLog.Head newest(ServerFrame.History history, RoomLog.Head head) {
    List<Placed> messages = history.messages();
    if (messages.isEmpty()) {
      return head;
    }
    Placed last = messages.get(messages.size() - 1);
    return last.entry().seq() > head.seq()
        ? new RoomLog.Head(last.epoch(), last.entry().seq())
        : head;
  }

  private static byte[] page(ServerFrame.History history, RoomLog.Head head) {
    List<Placed> messages = history.messages();
    long first = messages.isEmpty() ? head.seq() + 1 : messages.get(0).entry().seq();
    return new Page(head.epoch(), head.seq(), first, true)
        .with(BodyWriter.list(0, messages), history.next());
  }
}
