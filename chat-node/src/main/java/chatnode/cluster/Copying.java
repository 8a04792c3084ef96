package chatnode.cluster;

import com.hazelcast.partition.MigrationListener;
import com.hazelcast.partition.MigrationState;
import com.hazelcast.partition.ReplicaMigrationEvent;

/**
 * Whether the members are copying what they keep, after one of them came or went. Listened to and
 * never asked for: Hazelcast's {@code isClusterSafe} makes each member wait up to 10 s on one of
 * its few threads for operations, as long as it is not safe. A node that asked once a second kept
 * the others from doing the very copying it asked about. ({@code isLocalMemberSafe}, which a node
 * asks while it starts, lets only its caller wait.)
 */
final class Copying implements MigrationListener {
  private volatile boolean isOn;

  boolean isOn() {
    return isOn;
  }

  @Override
  public void migrationStarted(MigrationState state) {
    isOn = true;
  }

  @Override
  public void migrationFinished(MigrationState state) {
    isOn = false;
  }

  @Override
  public void replicaMigrationCompleted(ReplicaMigrationEvent event) {}

  @Override
  public void replicaMigrationFailed(ReplicaMigrationEvent event) {}
}
