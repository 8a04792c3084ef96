package chatnode.store.sql;

import chatnode.protocol.Mark;
import chatnode.protocol.Placed;
import java.util.Comparator;

/** What may be a hit. Natural order is newest first, the same in every part. */
record Candidate(String room, Placed message) implements Comparable<Candidate> {
  private static final Comparator<Candidate> NEWEST_FIRST =
      Comparator.comparingLong(Candidate::at)
          .thenComparingLong(candidate -> candidate.message.epoch())
          .thenComparingLong(candidate -> candidate.message.entry().seq())
          .thenComparing(Candidate::room)
          .reversed();

  long at() {
    return message.entry().at();
  }

  Mark mark() {
    return new Mark(room, message.epoch(), message.entry().seq());
  }

  @Override
  public int compareTo(Candidate other) {
    return NEWEST_FIRST.compare(this, other);
  }
}
