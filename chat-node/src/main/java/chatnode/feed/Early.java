package chatnode.feed;

import chatnode.bus.RoomBatch;
import chatnode.log.Allowance;
import java.util.ArrayList;
import java.util.List;

/** Batches that come while a room is being opened, as many as there is room for. */
final class Early {
  private static final int MAX_BYTES = 8 << 20;

  private final Allowance allowance;
  private List<RoomBatch> batches = new ArrayList<>();
  private long bytes;

  Early(Allowance allowance) {
    this.allowance = allowance;
  }

  void hold(RoomBatch batch) {
    if (bytes < MAX_BYTES && allowance.take(batch.bytes())) {
      batches.add(batch);
      bytes += batch.bytes();
    }
  }

  /** All of them; after that there are none. */
  List<RoomBatch> take() {
    List<RoomBatch> held = batches;
    batches = new ArrayList<>();
    allowance.giveBack(bytes);
    bytes = 0;
    return held;
  }
}
