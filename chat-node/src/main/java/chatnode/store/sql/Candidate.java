package chatnode.store.sql;

import chatnode.protocol.Mark;
import chatnode.protocol.Placed;
import java.util.Comparator;

/** What may be a hit. Natural order is newest first, and the same in every part. */
record Candidate(long id, String room, Placed message) implements Comparable<Candidate> {
  private static final Comparator<Candidate> NEWEST_FIRST =
      Comparator.comparingLong((Candidate candidate) -> Ids.timeOf(candidate.id))
          .thenComparingLong(candidate -> candidate.message.epoch())
          .thenComparingLong(candidate -> candidate.message.entry().seq())
          .thenComparing(Candidate::room)
          .reversed();

  Mark mark() {
    return new Mark(room, message.epoch(), message.entry().seq());
  }

  @Override
  public int compareTo(Candidate other) {
    return NEWEST_FIRST.compare(this, other);
  }
}
