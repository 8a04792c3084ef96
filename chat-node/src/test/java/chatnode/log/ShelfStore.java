package chatnode.log;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Placed;
import chatnode.protocol.Reference;
import chatnode.store.Origin;
import chatnode.store.Store;
import chatnode.store.StoreState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A store of one room in lists, which tests can slow down, fail and look into. */
final class ShelfStore implements Store {
  final List<Placed> messages = new ArrayList<>();
  final Map<Long, Origin> origins = new HashMap<>();
  final List<String> done = new ArrayList<>();
  final List<Entry> beside = new ArrayList<>();
  final List<Promise<Void>> held = new ArrayList<>();
  Closing closed;
  boolean holds;
  RuntimeException failure;
  String trouble;

  @Override
  public StoreState state() {
    return new StoreState("id", "shelf", trouble, trouble == null ? 0 : 9000, 0, 0, 0, 0, 0, 0);
  }

  @Override
  public Future<Void> write(String room, Origin origin, List<Entry> entries) {
    done.add("write " + origin.epoch() + " " + entries.stream().map(Entry::seq).toList());
    Promise<Void> written = Promise.promise();
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    if (holds) {
      held.add(written);
    } else {
      written.complete();
    }
    return written
        .future()
        .onSuccess(
            v -> {
              origins.putIfAbsent(origin.epoch(), origin);
              entries.forEach(entry -> messages.add(new Placed(origin.epoch(), entry)));
            });
  }

  @Override
  public Future<Opened> open(String room, Opening how) {
    done.add("open");
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    Origin last = origins.values().stream().max(Comparator.comparing(Origin::turn)).orElse(null);
    List<Entry> entries =
        messages.stream().map(Placed::entry).sorted(Comparator.comparing(Entry::seq)).toList();
    long head = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).seq();
    long lastAt = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).at();
    long turn = Math.max(last == null ? 0 : last.turn(), closed == null ? 0 : closed.turn()) + 2;
    boolean goesOn = how.goOn() && closed != null && closed.head() == head;
    Origin origin =
        last == null
            ? new Origin(how.epoch(), 1, 0, 0)
            : goesOn
                ? new Origin(last.epoch(), turn, last.parent(), last.after())
                : new Origin(how.epoch(), turn, last.epoch(), head);
    origins.put(origin.epoch(), origin);
    List<Shared> line =
        last == null || goesOn ? List.of() : List.of(new Shared(last.epoch(), head));
    return Future.succeededFuture(
        new Opened(origin, head, lastAt, entries, List.of(), line, List.copyOf(beside)));
  }

  @Override
  public Future<Void> close(List<Closing> rooms) {
    done.add("close " + rooms.size());
    rooms.forEach(room -> closed = room);
    return Future.succeededFuture();
  }

  @Override
  public Future<List<Entry>> strays(String room, Origin origin) {
    return Future.succeededFuture(List.copyOf(beside));
  }

  @Override
  public Future<Long> shared(String room, long epoch, long other) {
    Origin origin = origins.get(epoch);
    return Future.succeededFuture(origin == null || origin.parent() != other ? 0 : origin.after());
  }

  @Override
  public Future<Page> before(String room, long epoch, long before, int max) {
    List<Placed> older =
        messages.stream()
            .filter(each -> each.entry().seq() < before)
            .sorted(Comparator.comparing(each -> each.entry().seq()))
            .toList();
    return Future.succeededFuture(
        new Page(older.subList(Math.max(0, older.size() - max), older.size()), null));
  }

  @Override
  public Future<List<Place>> find(String room, List<Draft> drafts) {
    done.add("find");
    List<Place> places = new ArrayList<>();
    for (Draft draft : drafts) {
      places.add(
          messages.stream()
              .filter(each -> each.entry().draft().sameKey(draft))
              .map(each -> new Place(each.epoch(), each.entry().seq(), each.entry().at()))
              .findFirst()
              .orElse(null));
    }
    return Future.succeededFuture(places);
  }

  @Override
  public Future<Boolean> stands(String room, Reference message) {
    return Future.succeededFuture(
        messages.stream()
            .map(each -> each.entry().draft())
            .anyMatch(
                draft ->
                    draft.client().equals(message.from())
                        && draft.id().equals(message.id())
                        && !draft.isGone()));
  }

  @Override
  public Future<Found> search(Query query) {
    return Future.succeededFuture(new Found(List.of(), null));
  }

  @Override
  public byte[] identityKey(byte[] fresh) {
    return fresh;
  }

  @Override
  public Future<Void> stop(long patienceMs) {
    return Future.succeededFuture();
  }
}
