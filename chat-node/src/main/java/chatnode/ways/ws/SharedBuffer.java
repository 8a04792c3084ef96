package chatnode.ways.ws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * One direct copy of the bytes that a whole room is being sent, for all sockets of a loop.
 *
 * <p>Native transports write from direct memory and would copy heap bytes once per socket.
 * Remembering the last array is enough, as a room writes to all its sockets in a row.
 */
final class SharedBuffer {
  private byte[] last;
  private ByteBuf direct;

  /** A reference of the caller's own, to be given to a write. */
  ByteBuf of(byte[] bytes) {
    if (bytes != last) {
      release();
      last = bytes;
      direct = ByteBufAllocator.DEFAULT.directBuffer(bytes.length).writeBytes(bytes);
    }
    return direct.retainedDuplicate();
  }

  void release() {
    if (direct != null) {
      direct.release();
      direct = null;
      last = null;
    }
  }
}
