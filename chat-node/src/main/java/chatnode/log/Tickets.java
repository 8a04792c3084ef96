package chatnode.log;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Who may bring a room into memory: one at a time, and only for a while. */
public final class Tickets {
  private static final long VALID_MS = 3000;
  private static final int MOST = 100_000;

  private record Ticket(long number, long side, long givenAt) {
    boolean isValid(long side, long now) {
      return this.side == side && givenAt + VALID_MS > now;
    }
  }

  private final Map<String, Ticket> given = new ConcurrentHashMap<>();

  /** What to tell whoever asked for a room that is not here; {@code side} is 0 for the whole. */
  public Ledgers.Cold give(String room, long side, long now) {
    if (given.size() >= MOST) {
      given.values().removeIf(each -> each.givenAt + VALID_MS <= now);
    }
    long number = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    Ticket fresh = new Ticket(number, side, now);
    Ticket valid = given.merge(room, fresh, (old, it) -> old.isValid(side, now) ? old : it);
    long epoch = side == 0 ? Epochs.fresh(now) : Epochs.of(side, now);
    return new Ledgers.Cold(valid == fresh ? fresh.number : 0, epoch, side == 0);
  }

  /**
   * Whether it is the one given last; it cannot be used again, and not on another side: which epoch
   * the room has to have was decided when the ticket was given.
   */
  public boolean take(String room, long number, long side) {
    Ticket ticket = given.get(room);
    return ticket != null
        && ticket.number == number
        && ticket.side == side
        && given.remove(room, ticket);
  }
}
