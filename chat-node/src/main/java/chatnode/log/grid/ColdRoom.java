package chatnode.log.grid;

import chatnode.log.Ledgers;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.spi.exception.SilentException;

/** {@link Ledgers.Cold} as it travels between members. */
final class ColdRoom extends HazelcastException implements SilentException {
  private static final long serialVersionUID = 1L;
  private final long ticket;
  private final long epoch;
  private final boolean goOn;

  ColdRoom(Ledgers.Cold cold) {
    super(cold.getMessage());
    this.ticket = cold.ticket();
    this.epoch = cold.epoch();
    this.goOn = cold.goOn();
  }

  Ledgers.Cold cold() {
    return new Ledgers.Cold(ticket, epoch, goOn);
  }
}
