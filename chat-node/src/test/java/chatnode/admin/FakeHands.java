package chatnode.admin;

import chatnode.protocol.Act;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.CloseCode;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Mark;
import chatnode.protocol.Measure;
import chatnode.protocol.Person;
import chatnode.protocol.Placed;
import chatnode.protocol.Reference;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import chatnode.protocol.ServerFrame;
import chatnode.room.House;
import chatnode.ways.Sight;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Clients that are not there, and a house that keeps what is done in memory. */
final class FakeHands implements Hands {
  static final long NOW = 1_000_000;

  final List<Sight> here = new ArrayList<>();
  final List<String> closed = new ArrayList<>();
  final List<House.Taken> taken = new ArrayList<>();
  boolean isHouseShut;

  @Override
  public Future<Seen> see(Predicate<Sight> which, Comparator<Sight> order, int limit) {
    List<Sight> found = here.stream().filter(which).sorted(order).toList();
    return Future.succeededFuture(
        new Seen(here.size(), found.size(), found.stream().limit(limit).toList()));
  }

  @Override
  public Future<Integer> close(Predicate<Sight> which, CloseCode code, String reason) {
    List<Sight> ended = here.stream().filter(which).toList();
    ended.forEach(each -> closed.add(each.socket() + " " + code.code() + " " + reason));
    here.removeAll(ended);
    return Future.succeededFuture(ended.size());
  }

  @Override
  public Future<ServerFrame.History> look(ClientFrame.History request) {
    Draft draft = Draft.text(new Person("kim", "김"), "m1", "splash");
    Placed said =
        new Placed(request.epoch().orElse(0), new Entry(request.before() - 1, NOW, draft));
    return Future.succeededFuture(
        new ServerFrame.History(
            request.room().value(),
            List.of(said),
            new Mark(request.room().value(), said.epoch(), said.entry().seq())));
  }

  @Override
  public Future<ServerFrame.Ack> takeBack(RoomName room, Reference of) {
    return of.id().equals("none")
        ? Future.failedFuture(new Refusal(ErrorCode.NOT_FOUND, "there is no such message here"))
        : Future.succeededFuture(new ServerFrame.Ack(room.value(), "x", 7, 8, NOW));
  }

  @Override
  public Future<Void> take(Measure measure) {
    if (isHouseShut) {
      return Future.failedFuture("the store is down");
    }
    taken.add(new House.Taken(1, taken.size() + 1, NOW, measure));
    return Future.succeededFuture();
  }

  @Override
  public Future<List<House.Taken>> standing() {
    return Future.succeededFuture(
        taken.stream().filter(each -> each.measure().act() == Act.BAN).toList());
  }

  @Override
  public Future<List<House.Taken>> audit(House.Taken before, int limit) {
    return Future.succeededFuture(
        taken.stream()
            .filter(each -> before == null || each.seq() < before.seq())
            .sorted(Comparator.comparingLong(House.Taken::seq).reversed())
            .limit(limit)
            .toList());
  }
}
