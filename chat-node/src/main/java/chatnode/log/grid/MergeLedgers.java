package chatnode.log.grid;

import chatnode.log.Epochs;
import chatnode.log.Ledger;
import chatnode.protocol.Entry;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingEntry;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Two halves of a cluster meet again: where the smaller side has messages that the larger side
 * lacks, both logs become one in the order of their times, under a new epoch. Where it has none,
 * nothing changes and nobody notices.
 *
 * <p>By time and not one behind the other, because the next append trims the oldest: a side that
 * had to begin the room anew while the other's log was on its way would otherwise lose its few
 * newest messages to the many old ones. Each log's times never run backwards, so the order within
 * each side stays.
 *
 * <p>Nothing is trimmed here, nor for a while: in a busy room what only one side had would be gone
 * before the other side's people have seen it. A changed ledger is a new object: given the old one
 * back, Hazelcast takes the entry for unchanged and tells no replica (DefaultRecordStore.merge).
 */
public final class MergeLedgers
    implements SplitBrainMergePolicy<GridLedger, MergingEntry<String, GridLedger>, GridLedger> {
  private static final int SPARED_MS = 10_000;

  @Override
  public GridLedger merge(
      MergingEntry<String, GridLedger> merging, MergingEntry<String, GridLedger> existing) {
    GridLedger theirs = merging.getDeserializedValue();
    if (existing == null || existing.getDeserializedValue() == null) {
      return theirs;
    }
    GridLedger ours = existing.getDeserializedValue();
    List<Entry> missing =
        theirs.ledger().all().stream()
            .filter(entry -> ours.ledger().find(entry.draft()) == 0)
            .toList();
    return missing.isEmpty() ? ours : new GridLedger(merged(ours.ledger(), missing));
  }

  private static Ledger merged(Ledger ours, List<Entry> missing) {
    List<Entry> all = new ArrayList<>(ours.all());
    all.addAll(missing);
    all.sort(Comparator.comparingLong(Entry::at)); // stable
    Ledger ledger = new Ledger(Epochs.fresh(), ours.first(), ours.lastAt());
    all.forEach(entry -> ledger.put(ledger.head() + 1, entry.at(), entry.draft()));
    ledger.spareUntil(System.currentTimeMillis() + SPARED_MS);
    return ledger;
  }

  @Override
  public void writeData(ObjectDataOutput out) {}

  @Override
  public void readData(ObjectDataInput in) {}
}
