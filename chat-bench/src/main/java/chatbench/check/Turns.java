package chatbench.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where a client's room began to be told anew, in another epoch. What stood before the first
 * message told of it was trimmed before it was told.
 */
final class Turns {
  private static final long NEVER = Long.MAX_VALUE;

  /**
   * The oldest message told, and where the client stood before, in which epochs, when what was kept
   * began later than with the first message.
   */
  private record Turn(Places.Entry oldest, Place left, Set<Long> epochs) {
    boolean hasTrimmedAllOfBefore() {
      return left != null && oldest.places().noneMatch(place -> epochs.contains(place.epoch()));
    }
  }

  private final List<Turn> turns = new ArrayList<>();

  void add(Places.Entry oldest, Place left, Set<Long> epochs) {
    turns.add(new Turn(oldest, left, epochs));
  }

  void excuseWhatIsOlder(Excuses excuses) {
    for (Turn turn : turns) {
      turn.oldest
          .places()
          .filter(place -> excuses.knows(place.epoch()))
          .forEach(excuses::addBefore);
      if (turn.hasTrimmedAllOfBefore()) {
        excuses.add(turn.left.epoch(), turn.left.seq(), NEVER);
      }
    }
  }
}
