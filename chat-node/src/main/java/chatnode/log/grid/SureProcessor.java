package chatnode.log.grid;

import chatnode.log.Ledger;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.spi.impl.SerializationServiceSupport;
import java.util.Map;

/**
 * Work on a room whose answer only counts once a replica has what it is about.
 *
 * <p>Hazelcast fails an operation whose replica did not acknowledge it, but not one that it sent to
 * no replica: it sends none to a member that it has just dropped
 * (OperationBackupHandler.skipSendingBackupToTarget), and answers as if all were well. A node that
 * is cut off drops the others at some moment, and a message that is being numbered at that moment
 * would keep its number here, alone, while the larger side gives the same one to another message.
 * Asking before the work which side this node is on is not enough, as sending comes after it.
 *
 * <p>So every answer says whether a replica was sent its outcome, and who asked asks again where
 * none was ({@link GridLedgers}). Hazelcast turns the answer into bytes before it sends anything:
 * their last one is set when the outcome is written out for a replica, which is before the answer
 * leaves, and on the same thread.
 */
abstract class SureProcessor<R>
    implements EntryProcessor<String, GridLedger, R>, Travelling, HazelcastInstanceAware {
  private static final long serialVersionUID = 1L;
  private transient HazelcastInstance member;
  private transient ApplyProcessor outcome;

  @Override
  public final void setHazelcastInstance(HazelcastInstance hazelcast) {
    member = hazelcast;
  }

  /** Hazelcast takes bytes as they are, which the type of the answer cannot say. */
  @Override
  @SuppressWarnings("unchecked")
  public final R process(Map.Entry<String, GridLedger> entry) {
    // Asked for before the side: who is alone by then drops nobody any more.
    boolean isAlone = member.getCluster().getMembers().size() == 1;
    Reply.Sure reply = answer(entry);
    if (reply == null || outcome == null || isAlone) {
      return (R) reply;
    }
    reply.needsReplica();
    Data data = ((SerializationServiceSupport) member).getSerializationService().toData(reply);
    byte[] bytes = data.toByteArray(); // its own, no copy
    outcome.whenSent(() -> bytes[bytes.length - 1] = Reply.Sure.SENT);
    return (R) data;
  }

  /** The answer; null when there is no room. */
  final Reply.Sure answer(Map.Entry<String, GridLedger> entry) {
    outcome = null;
    return answer(entry, Keeper.of(member));
  }

  abstract Reply.Sure answer(Map.Entry<String, GridLedger> entry, Keeper keeper);

  /** What a replica may lack is sent to it. */
  final void changed(Ledger ledger) {
    outcome = new ApplyProcessor(ledger, ledger.unconfirmed());
  }

  /**
   * The room as whoever reads it may see it. The owner's newest messages may not have reached a
   * replica yet: were they shown and the owner then killed, their numbers would be given again to
   * other messages. So a read that meets such a tail sends it to the replica itself.
   */
  final Ledger shown(Map.Entry<String, GridLedger> entry, Keeper keeper) {
    GridLedger fit = keeper.ledger(entry);
    Ledger ledger = fit.ledger();
    boolean isChanged = fit != entry.getValue();
    if (isChanged) {
      entry.setValue(fit);
    }
    if (isChanged || ledger.confirmed() < ledger.head()) {
      changed(ledger);
    }
    return ledger;
  }

  @Override
  public final EntryProcessor<String, GridLedger, R> getBackupProcessor() {
    return outcome == null ? null : outcome.as();
  }
}
