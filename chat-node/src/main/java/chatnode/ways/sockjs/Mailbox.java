package chatnode.ways.sockjs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What waits for one who fetches it, or whose connection is slow. As much as one answer should hold
 * is out at a time; what comes meanwhile is not copied, as others get the same arrays.
 */
final class Mailbox {
  /** What is out at once, and from where on rooms need not hurry: see Netty's high-water mark. */
  private static final int ENOUGH = 64 * 1024;

  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private int bytes;
  private boolean isOut;

  void add(byte[] letter) {
    waiting.add(letter);
    bytes += letter.length;
  }

  int bytes() {
    return bytes;
  }

  boolean hasRoom() {
    return bytes < ENOUGH;
  }

  /** Something was taken, and has not yet arrived. */
  boolean isOut() {
    return isOut;
  }

  /** The next, in their order; none when nothing waits. */
  List<byte[]> take() {
    List<byte[]> taken = new ArrayList<>();
    int size = 0;
    while (!waiting.isEmpty() && size < ENOUGH) {
      byte[] next = waiting.poll();
      size += next.length;
      taken.add(next);
    }
    bytes -= size;
    isOut = !taken.isEmpty();
    return taken;
  }

  void arrived() {
    isOut = false;
  }

  void clear() {
    waiting.clear();
    bytes = 0;
  }
}
