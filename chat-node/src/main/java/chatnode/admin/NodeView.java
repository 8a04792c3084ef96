package chatnode.admin;

import chatnode.count.LoopReport;
import chatnode.health.Health;
import chatnode.store.StoreState;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;

/** What the management port may know of its node. Asked on any thread; nothing here blocks. */
public interface NodeView {
  /** The whole id of this node. */
  String id();

  /** Of the program. */
  String version();

  Health health();

  /** All loops; {@code withRooms} for their busiest rooms, which one caller only may ask for. */
  Future<List<LoopReport>> loops(boolean withRooms);

  /** What {@link Sampler#told} of the other members has said last, by their ids. */
  Map<String, Buffer> peers();

  /** Words heard on the event bus, by the names of their speakers. */
  Map<String, Long> beats();

  /** How often the node has registered anew at the event bus. */
  int healed();

  /** Members whose messages do not reach this node. */
  int unheard();

  /** True while every room has its replica. */
  boolean safe();

  /** How the store of messages is. */
  StoreState store();
}
