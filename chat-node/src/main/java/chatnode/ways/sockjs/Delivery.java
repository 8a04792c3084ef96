package chatnode.ways.sockjs;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What goes out to one client. It waits here, uncopied, as others get the same arrays; when a
 * request is there that fetches it, as much as one answer should hold is handed to vertx-web, and
 * the next when that has arrived.
 *
 * <p>So vertx-web never has two answers' worth. It looks at no queue, and when a request comes to
 * another loop just as one ends it may lose what it has: then nothing follows, and the client,
 * ended for that, resumes.
 *
 * <pre>
 *   add -> waiting -- fetched --> out -- arrived --> gone from here
 *                                  |
 *                                  +---- not arrived, or for too long: too slow
 * </pre>
 */
final class Delivery {
  /** What one answer should hold, and from where on rooms need not hurry: as with a socket. */
  private static final int ENOUGH = 64 * 1024;

  /** Who has something to say. */
  interface Sender {
    /** There is room again. */
    void drained();

    /** More waits than may, or something is lost. */
    void tooSlow();

    /** After {@link #end}: the last has arrived. */
    void ended();
  }

  private final Context loop;
  private final int maxWaiting;
  private final Sender sender;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private SockJSSocket socket;
  private int bytes;
  private int fetching;
  private boolean isOut;
  private long outSince;
  private boolean dirty;

  /** Somebody was told that there is no room, and wants to hear when there is. */
  private boolean isAwaited;

  private boolean isEnding;

  /** Everything here happens on this loop. */
  Delivery(Context loop, int maxWaiting, Sender sender) {
    this.loop = loop;
    this.maxWaiting = maxWaiting;
    this.sender = sender;
  }

  void to(SockJSSocket socket) {
    this.socket = socket;
    flushLater();
  }

  /** A request is there, or, with -1, one has been answered. */
  void fetching(int change) {
    fetching += change;
    if (change > 0) {
      flushLater();
    }
  }

  void add(byte[] letter) {
    waiting.add(letter);
    bytes += letter.length;
    flushLater();
  }

  boolean hasRoom() {
    isAwaited |= bytes >= ENOUGH;
    return bytes < ENOUGH;
  }

  /** What was not handed over yet. */
  int waitingBytes() {
    return bytes;
  }

  /** Nanoseconds since when something has not arrived. */
  long outFor(long now) {
    return isOut ? now - outSince : 0;
  }

  /** Nothing is added any more. */
  void end() {
    isEnding = true;
    flushLater();
  }

  void clear() {
    waiting.clear();
    bytes = 0;
  }

  /** What is written in one turn leaves together. */
  private void flushLater() {
    if (!dirty) {
      dirty = true;
      loop.runOnContext(v -> flush());
    }
  }

  private void flush() {
    dirty = false;
    if (socket == null) {
      return;
    }
    if (!isOut && fetching > 0 && !waiting.isEmpty()) {
      handOver();
    }
    if (isEnding) {
      if (!isOut && waiting.isEmpty()) {
        sender.ended();
      }
    } else if (bytes > maxWaiting) {
      sender.tooSlow();
    } else if (isAwaited && bytes < ENOUGH) {
      isAwaited = false;
      sender.drained();
    }
  }

  private void handOver() {
    Future<Void> last = null;
    for (int size = 0; size < ENOUGH && !waiting.isEmpty(); ) {
      byte[] letter = waiting.poll();
      size += letter.length;
      bytes -= letter.length;
      last = socket.write(new String(letter, StandardCharsets.UTF_8));
    }
    isOut = true;
    outSince = System.nanoTime();
    last.onComplete(
        arrived -> {
          isOut = false;
          if (arrived.failed()) {
            sender.tooSlow();
          }
          flushLater();
        });
  }
}
