package chatnode.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message before it has a number, as the bytes that log, bus and fan-out pass on untouched.
 *
 * <p>One array instead of an object per field: a kept message costs its text and about 50 bytes,
 * and no node decodes what it only stores. Layout: flags (1), lengths of client (1), id (1), nick
 * (1), then client, id, nick and the payload, all UTF-8. Client and id stand together because they
 * are the key under which a resend is found.
 */
public final class Draft {
  static final int HEADER = 4;
  private static final int BINARY = 1;
  private final byte[] bytes;

  private Draft(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The array is kept, not copied: nobody may change it afterwards. */
  public static Draft of(byte[] bytes) {
    return new Draft(bytes);
  }

  public static Draft text(Person from, String id, String text) {
    return new Draft(layout(0, from, id, text.getBytes(StandardCharsets.UTF_8)));
  }

  public static Draft binary(Person from, String id, byte[] data) {
    return new Draft(layout(BINARY, from, id, data));
  }

  private static byte[] layout(int flags, Person from, String id, byte[] payload) {
    byte[] client = from.id().getBytes(StandardCharsets.UTF_8);
    byte[] message = id.getBytes(StandardCharsets.UTF_8);
    byte[] nick = from.nick().getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[HEADER + client.length + message.length + nick.length + payload.length];
    all[0] = (byte) flags;
    int at = HEADER;
    byte[][] parts = {client, message, nick};
    for (int i = 0; i < parts.length; i++) {
      all[1 + i] = (byte) parts[i].length;
      System.arraycopy(parts[i], 0, all, at, parts[i].length);
      at += parts[i].length;
    }
    System.arraycopy(payload, 0, all, at, payload.length);
    return all;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return bytes.length;
  }

  public boolean isBinary() {
    return (bytes[0] & BINARY) != 0;
  }

  public int clientOffset() {
    return HEADER;
  }

  public int clientLength() {
    return bytes[1] & 0xff;
  }

  public int idOffset() {
    return clientOffset() + clientLength();
  }

  public int idLength() {
    return bytes[2] & 0xff;
  }

  public int nickOffset() {
    return idOffset() + idLength();
  }

  public int nickLength() {
    return bytes[3] & 0xff;
  }

  public int payloadOffset() {
    return nickOffset() + nickLength();
  }

  public int payloadLength() {
    return bytes.length - payloadOffset();
  }

  public String id() {
    return new String(bytes, idOffset(), idLength(), StandardCharsets.UTF_8);
  }

  public String client() {
    return new String(bytes, clientOffset(), clientLength(), StandardCharsets.UTF_8);
  }

  /**
   * Client and id as a number that is hardly ever the same for two, and never 0: what is left of a
   * message when its text is forgotten.
   */
  public long key() {
    return hash(nickOffset());
  }

  /** The same of the client alone. */
  public long clientKey() {
    return hash(idOffset());
  }

  private long hash(int end) {
    long hash = 0xcbf29ce484222325L + clientLength(); // FNV-1a, then MurmurHash3's last mix
    for (int i = clientOffset(); i < end; i++) {
      hash = (hash ^ bytes[i]) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash;
  }

  public boolean sameKey(Draft other) {
    return clientLength() == other.clientLength()
        && Arrays.equals(bytes, HEADER, nickOffset(), other.bytes, HEADER, other.nickOffset());
  }
}
