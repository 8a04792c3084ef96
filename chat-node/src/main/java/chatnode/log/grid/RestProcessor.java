package chatnode.log.grid;

import chatnode.log.Ledger;
import chatnode.log.Ledgers;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * Reads what the store may not have of a room. Like any read it makes sure that its replica has it
 * too: what is stored keeps its number for good.
 */
final class RestProcessor extends SureProcessor<Reply.OfRest> {
  private static final long serialVersionUID = 1L;

  @Override
  Reply.Sure answer(Map.Entry<String, GridLedger> entry, Keeper keeper) {
    if (entry.getValue() == null) {
      return null;
    }
    Ledger ledger = shown(entry, keeper);
    return new Reply.OfRest(new Ledgers.Unstored(ledger.origin(), ledger.unstored()));
  }

  @Override
  public int getClassId() {
    return Serialization.REST;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    Serialization.writeVersion(out);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    Serialization.readVersion(in);
  }
}
