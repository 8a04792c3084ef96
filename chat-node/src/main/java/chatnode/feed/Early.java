package chatnode.feed;

import chatnode.bus.RoomBatch;
import chatnode.log.Budget;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
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

  /** All of them, as later ones leave earlier ones; after that there are none. */
  List<RoomBatch> take() {
    List<Entry> changes =
        batches.stream()
            .flatMap(batch -> batch.entries().stream())
            .filter(entry -> entry.draft().kind() != Draft.Kind.MESSAGE)
            .toList();
    List<RoomBatch> held =
        changes.isEmpty() ? batches : batches.stream().map(each -> after(changes, each)).toList();
    batches = new ArrayList<>();
    budget.giveBack(bytes);
    bytes = 0;
    return held;
  }

  private static RoomBatch after(List<Entry> changes, RoomBatch batch) {
    List<Entry> left = new ArrayList<>(batch.entries());
    changes.forEach(change -> left.replaceAll(entry -> entry.after(change)));
    return new RoomBatch(batch.room(), batch.epoch(), left);
  }
}
