package chatnode.feed;

import chatnode.bus.RoomBatch;
import chatnode.log.Budget;
import java.util.ArrayList;
import java.util.List;

/** Batches that come while a room is being opened, as many as there is room for. */
final class Early {
  private static final int MAX_BYTES = 8 << 20;

  private final Budget budget;
  private List<RoomBatch> batches = new ArrayList<>();
  private long bytes;

  Early(Budget budget) {
    this.budget = budget;
  }

  void hold(RoomBatch batch) {
    if (bytes < MAX_BYTES && budget.take(batch.bytes())) {
      batches.add(batch);
      bytes += batch.bytes();
    }
  }

  /** All of them; after that there are none. */
  List<RoomBatch> take() {
    List<RoomBatch> held = batches;
    batches = new ArrayList<>();
    budget.giveBack(bytes);
    bytes = 0;
    return held;
  }
}
