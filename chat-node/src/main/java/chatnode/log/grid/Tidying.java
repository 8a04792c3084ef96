package chatnode.log.grid;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which rooms a member has to do something about: those that were idle for too long go, and while
 * memory is short, the longest idle go first, as far as nobody is in them, and of all others goes
 * what is older than it has to be.
 */
final class Tidying {
  /** At once: each is an operation on a thread that appends run on too. */
  private static final int AT_ONCE = 1000;

  static Map<String, TidyProcessor> of(
      List<Census.Row> rooms, Predicate<String> occupied, long idleBefore, long excess) {
    Map<String, TidyProcessor> work = new LinkedHashMap<>();
    List<Census.Row> oldestFirst = new ArrayList<>(rooms);
    oldestFirst.sort(Comparator.comparingLong(Census.Row::lastAt));
    long toGo = excess;
    for (Census.Row room : oldestFirst) {
      boolean isIdle = room.lastAt() < idleBefore;
      if (work.size() == AT_ONCE || !isIdle && toGo <= 0) {
        return work;
      }
      if (!occupied.test(room.room())) {
        work.put(room.room(), TidyProcessor.forget(room.lastAt() + 1));
        toGo -= room.memory();
      }
    }
    if (toGo > 0) {
      squeeze(rooms, work);
    }
    return work;
  }

  private static void squeeze(List<Census.Row> rooms, Map<String, TidyProcessor> work) {
    rooms.stream()
        .filter(room -> !work.containsKey(room.room()))
        .sorted(Comparator.comparingLong(Census.Row::memory).reversed())
        .limit(Math.max(0, AT_ONCE - work.size()))
        .forEach(room -> work.put(room.room(), TidyProcessor.squeeze()));
  }

  private Tidying() {}
}
