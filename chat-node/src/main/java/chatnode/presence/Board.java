package chatnode.presence;

import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame.Rooms.Count;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Where the node's {@link Presence} puts up for all loops who is where. A sheet is never written on
 * again, only replaced, so any thread may read.
 */
final class Board {
  static final int MOST = 200;
  private static final int MOST_VIEWS = 100;
  private static final long KEPT_NANOS = 1_000_000_000L;
  private static final Comparator<Count> FEWEST_FIRST =
      Comparator.comparingInt(Count::count)
          .thenComparing(Comparator.comparing(Count::room).reversed());

  /** A room: the first of its people, and how many there are. */
  record Sheet(List<Person> people, int count) {
    static final Sheet EMPTY = new Sheet(List.of(), 0);
  }

  /** The rooms with most people, as they were at some moment. */
  private record Busiest(long at, List<Count> rooms) {}

  private final Map<String, Sheet> sheets = new ConcurrentHashMap<>();

  /** Of each view that was asked for. */
  private final Map<Object, Busiest> busiest = new ConcurrentHashMap<>();

  /** A null sheet takes down the one that is there. */
  void post(String room, Sheet sheet) {
    if (sheet == null) {
      sheets.remove(room);
    } else {
      sheets.put(room, sheet);
    }
  }

  Sheet of(String room) {
    return sheets.getOrDefault(room, Sheet.EMPTY);
  }

  /**
   * Rooms by people, most first, at most {@link #MOST}: those that are seen in {@code view}, which
   * stands for all who see the same. Kept for a second, since to find them all rooms of the cluster
   * are looked at.
   */
  List<Count> busiest(Object view, Predicate<String> isSeen, long nowNanos) {
    Busiest known = busiest.get(view);
    if (known == null || nowNanos - known.at >= KEPT_NANOS) {
      known = new Busiest(nowNanos, findBusiest(isSeen));
      if (busiest.size() >= MOST_VIEWS) {
        busiest.clear();
      }
      busiest.put(view, known);
    }
    return known.rooms;
  }

  private List<Count> findBusiest(Predicate<String> isSeen) {
    PriorityQueue<Count> most = new PriorityQueue<>(MOST + 1, FEWEST_FIRST);
    sheets.forEach(
        (room, sheet) -> {
          if ((most.size() < MOST || most.peek().count() <= sheet.count) && isSeen.test(room)) {
            most.add(new Count(room, sheet.count));
          }
          if (most.size() > MOST) {
            most.poll();
          }
        });
    List<Count> rooms = new ArrayList<>(most);
    rooms.sort(FEWEST_FIRST.reversed());
    return List.copyOf(rooms);
  }
}
