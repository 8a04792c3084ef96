package chatnode.cluster;

import chatnode.bus.Introduction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The nodes this one is with: none ({@link Alone}), or those of a cluster ({@link Clustered}). May
 * be asked on any thread, and nothing here blocks.
 */
public interface Company {

  /** Called on threads that are not ours: to be passed on to the loops. */
  interface Listener {
    void joined(String node, String address);

    void left(String node, String address);

    /** Two halves have become one again. */
    void merged();
  }

  Vertx vertx();

  String nodeId();

  /** Node ids of all members, this one included. */
  Set<String> members();

  /** From now on the others know of this node, and {@code listener} hears of them. */
  Future<Void> meet(Introduction own, Listener listener);

  /**
   * True when nothing is missing any more, false when that takes longer than {@code patienceMs}.
   */
  Future<Boolean> awaitReady(long patienceMs);

  /** False when this node can never be of use again, and should be started anew. */
  boolean isAlive();

  /** Why clients should not come, in words that name the mistake. */
  List<Remark> reasons();

  /** What else an operator should know. */
  List<Remark> warnings();

  /** What the others last said of themselves, by node. */
  Map<String, Buffer> figures();

  /** Words heard on the event bus, by node. */
  Map<String, Long> beats();

  /** Members whose messages do not reach this node. */
  int unheard();

  /** How often this node had to tell the cluster again what it listens to. */
  int healed();

  /** False while what the members keep is being copied among them. */
  boolean isSafe();

  /** Base URLs at which clients reach the other nodes that are heard at the moment, one of each. */
  List<String> addresses();

  /** Of all nodes that were ever heard, by every name: their pages may go on here. */
  Set<String> origins();

  /** Tells the others that this node is about to go. */
  void announceLeave();

  /** Whether somebody else goes on with what this node has. */
  boolean isAnybodyStaying();

  /** To be called before Vert.x is closed: the others are told that this node goes. */
  Future<Void> leave();
}
