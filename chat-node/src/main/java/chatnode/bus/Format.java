package chatnode.bus;

import io.vertx.core.buffer.Buffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;

/**
 * In which format the messages of one kind are: their first byte. While nodes are exchanged one by
 * one for newer ones, each leaves alone what it cannot read, and says so once.
 */
final class Format {
  private static final Logger LOG = Logger.getLogger(Format.class.getName());

  private final String kind;
  private final int number;
  private final Set<Integer> unknown = ConcurrentHashMap.newKeySet();

  Format(String kind, int number) {
    this.kind = kind;
    this.number = number;
  }

  BinaryWriter begin() {
    return new BinaryWriter(number);
  }

  /** False when the message is in another format. */
  boolean isOf(Buffer message) {
    int found = message.length() == 0 ? -1 : message.getUnsignedByte(0);
    if (found != number && unknown.add(found)) {
      LOG.warning(
          () ->
              "another node sends "
                  + kind
                  + " in format "
                  + found
                  + ", which this version does not know: left alone");
    }
    return found == number;
  }

  /** Behind the first byte. */
  BinaryReader read(Buffer message) {
    BinaryReader in = new BinaryReader(message);
    in.small();
    return in;
  }
}
