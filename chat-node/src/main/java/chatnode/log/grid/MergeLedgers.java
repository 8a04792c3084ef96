package chatnode.log.grid;

import chatnode.log.Ledger;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.MergingEntry;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;

/**
 * Two halves of a cluster meet again: the larger side's log goes on, under its epoch, and what only
 * the smaller side had comes at its end. So the people of the larger side notice nothing but a few
 * more messages, and those of the smaller one are told what came after the two parted.
 *
 * <p>A changed ledger is a new object: given the old one back, Hazelcast takes the entry for
 * unchanged and tells no replica (DefaultRecordStore.merge).
 */
public final class MergeLedgers
    implements SplitBrainMergePolicy<GridLedger, MergingEntry<String, GridLedger>, GridLedger> {

  @Override
  public GridLedger merge(
      MergingEntry<String, GridLedger> merging, MergingEntry<String, GridLedger> existing) {
    GridLedger theirs = merging.getDeserializedValue();
    if (existing == null || existing.getDeserializedValue() == null) {
      return theirs;
    }
    GridLedger ours = existing.getDeserializedValue();
    Ledger joined = ours.ledger().with(theirs.ledger());
    return joined == ours.ledger() ? ours : new GridLedger(joined);
  }

  @Override
  public void writeData(ObjectDataOutput out) {}

  @Override
  public void readData(ObjectDataInput in) {}
}
