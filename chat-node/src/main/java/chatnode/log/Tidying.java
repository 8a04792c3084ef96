package chatnode.log;

import chatnode.protocol.RoomName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which rooms a node has to do something about: those that were idle for too long leave memory, and
 * while it is short, the longest idle go first, as far as nobody is in them and the store has all
 * of them, and of all others goes what is older than it has to be - but for the log of the house,
 * which without a store is nowhere else.
 *
 * @param leave rooms that leave memory, longest idle first
 * @param squeeze rooms of which some may go, largest first
 */
record Tidying(List<Ledgers.Standing> leave, List<String> squeeze) {
  /** At once: each is an operation on a thread that appends run on too. */
  private static final int AT_ONCE = 1000;

  static Tidying of(
      List<Ledgers.Standing> rooms, Predicate<String> occupied, long idleBefore, long excess) {
    List<Ledgers.Standing> leave = new ArrayList<>();
    List<Ledgers.Standing> oldestFirst = new ArrayList<>(rooms);
    oldestFirst.sort(Comparator.comparingLong(Ledgers.Standing::idleSince));
    long toGo = excess;
    for (Ledgers.Standing room : oldestFirst) {
      boolean isIdle = room.idleSince() < idleBefore;
      if (leave.size() == AT_ONCE || !isIdle && toGo <= 0) {
        return new Tidying(leave, List.of());
      }
      if (room.waitingSince() == Long.MAX_VALUE && !occupied.test(room.room())) {
        leave.add(room);
        toGo -= room.memory();
      }
    }
    return new Tidying(leave, toGo > 0 ? largest(rooms, leave) : List.of());
  }

  private static List<String> largest(
      List<Ledgers.Standing> rooms, List<Ledgers.Standing> leaving) {
    Set<Ledgers.Standing> gone = leaving.stream().collect(Collectors.toSet());
    return rooms.stream()
        .filter(room -> !gone.contains(room) && !room.room().equals(RoomName.OF_THE_HOUSE))
        .sorted(Comparator.comparingLong(Ledgers.Standing::memory).reversed())
        .limit(Math.max(0, AT_ONCE - leaving.size()))
        .map(Ledgers.Standing::room)
        .toList();
  }
}
