package chatnode.admin;

import chatnode.protocol.ClientFrame;
import chatnode.protocol.CloseCode;
import chatnode.protocol.Measure;
import chatnode.protocol.Reference;
import chatnode.protocol.RoomName;
import chatnode.protocol.ServerFrame;
import chatnode.room.House;
import chatnode.ways.Sight;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whom the management port can see on its node, and what it can do. Asked on any thread; nothing
 * here blocks.
 */
public interface Hands {

  /**
   * Some of the clients of this node.
   *
   * @param all how many the node has
   * @param found how many of them were asked for
   * @param sights the first of these
   */
  record Seen(int all, int found, List<Sight> sights) {}

  /** At most {@code limit} of those that were asked for, in this order. */
  Future<Seen> see(Predicate<Sight> which, Comparator<Sight> order, int limit);

  /** Ends these clients of this node; how many they were. */
  Future<Integer> close(Predicate<Sight> which, CloseCode code, String reason);

  /** What was said in a room. */
  Future<ServerFrame.History> look(ClientFrame.History request);

  /** Takes a message back. */
  Future<ServerFrame.Ack> takeBack(RoomName room, Reference of);

  /** See {@link House#take}. */
  Future<Void> take(Measure measure);

  /** See {@link House#standing}. */
  Future<List<House.Taken>> standing();

  /** See {@link House#audit}. */
  Future<List<House.Taken>> audit(House.Taken before, int limit);
}
