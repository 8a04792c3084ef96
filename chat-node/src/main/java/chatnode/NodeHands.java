package chatnode;

import chatnode.admin.Hands;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.CloseCode;
import chatnode.protocol.Measure;
import chatnode.protocol.Reference;
import chatnode.protocol.RoomName;
import chatnode.protocol.ServerFrame;
import chatnode.room.House;
import chatnode.ways.Clients;
import chatnode.ways.Sight;
import chatnode.web.ChatVerticle;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the management port can do: with the clients of all loops, and on one with everything. */
record NodeHands(List<ChatVerticle> loops) implements Hands {

  @Override
  public Future<Seen> see(Predicate<Sight> which, Comparator<Sight> order, int limit) {
    return all(clients -> seen(clients, which, order, limit)).map(each -> one(each, order, limit));
  }

  private static Seen seen(
      Clients clients, Predicate<Sight> which, Comparator<Sight> order, int limit) {
    List<Sight> found = clients.seen().filter(which).sorted(order).toList();
    List<Sight> first = List.copyOf(found.subList(0, Math.min(limit, found.size())));
    return new Seen(clients.count(), found.size(), first);
  }

  private static Seen one(List<Seen> loops, Comparator<Sight> order, int limit) {
    return new Seen(
        loops.stream().mapToInt(Seen::all).sum(),
        loops.stream().mapToInt(Seen::found).sum(),
        loops.stream().flatMap(each -> each.sights().stream()).sorted(order).limit(limit).toList());
  }

  @Override
  public Future<Integer> close(Predicate<Sight> which, CloseCode code, String reason) {
    return all(clients -> clients.close(which, code, reason))
        .map(closed -> closed.stream().mapToInt(Integer::intValue).sum());
  }

  private <T> Future<List<T>> all(Function<Clients, T> question) {
    return Future.all(loops.stream().map(loop -> loop.askClients(question)).toList())
        .map(all -> all.list());
  }

  @Override
  public Future<ServerFrame.History> look(ClientFrame.History request) {
    return loops.get(0).ask(rooms -> rooms.look(request));
  }

  @Override
  public Future<ServerFrame.Ack> takeBack(RoomName room, Reference of) {
    return loops.get(0).ask(rooms -> rooms.takeBack(room, of));
  }

  @Override
  public Future<Void> take(Measure measure) {
    return loops.get(0).ask(rooms -> rooms.house().take(measure));
  }

  @Override
  public Future<List<House.Taken>> standing() {
    return loops.get(0).ask(rooms -> Future.succeededFuture(rooms.house().standing()));
  }

  @Override
  public Future<List<House.Taken>> audit(House.Taken before, int limit) {
    return loops.get(0).ask(rooms -> rooms.house().audit(before, limit));
  }
}
