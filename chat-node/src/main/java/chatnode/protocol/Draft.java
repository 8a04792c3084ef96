package chatnode.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A message before it has a number, as the bytes that log, bus and fan-out pass on untouched.
 *
 * <p>One array instead of an object per field: a kept message costs its text and about 50 bytes,
 * and no node decodes what it only stores. Layout: flags (1), lengths of client (1), id (1), nick
 * (1), then client, id, nick; where the flags say so the message that this one is about (lengths of
 * client and id, 1 each, then both) and when this one was changed (8); and the payload. All text is
 * UTF-8. Client and id stand together because they are the key under which a resend is found.
 *
 * <p>What changes another message is one itself, with a number of its own, so that everybody
 * resumes into the same state. The text that it replaces is taken out of where that was kept.
 */
public final class Draft {
  static final int HEADER = 4;
  private static final int BINARY = 1;
  private static final int EDIT = 2;
  private static final int DELETE = 4;
  private static final int REFERENCE = 8;
  private static final int EDITED = 16;
  private static final int GONE = 32;

  /** What a message does. The wire name is the constant in lower case. */
  public enum Kind {
    MESSAGE,
    /** Puts its text in the place of another one's. */
    EDIT,
    /** Takes another one's text away. */
    DELETE;

    private final String wire = name().toLowerCase(Locale.ROOT);

    public String wire() {
      return wire;
    }
  }

  private final byte[] bytes;

  private Draft(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The array is kept, not copied: nobody may change it afterwards. */
  public static Draft of(byte[] bytes) {
    return new Draft(bytes);
  }

  public static Draft text(Person from, String id, String text) {
    return text(from, id, text, null);
  }

  /** {@code re} is the message that this one answers, or null. */
  public static Draft text(Person from, String id, String text, Reference re) {
    return new Draft(layout(0, from, id, re, utf8(text)));
  }

  public static Draft binary(Person from, String id, byte[] data) {
    return new Draft(layout(BINARY, from, id, null, data));
  }

  public static Draft edit(Person from, String id, Reference of, String text) {
    return new Draft(layout(EDIT, from, id, of, utf8(text)));
  }

  public static Draft delete(Person from, String id, Reference of) {
    return new Draft(layout(DELETE, from, id, of, new byte[0]));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] layout(
      int flags, Person from, String id, Reference reference, byte[] payload) {
    byte[] about = reference == null ? new byte[0] : layout(reference);
    byte[][] parts = {utf8(from.id()), utf8(id), utf8(from.nick()), about, payload};
    byte[] all = new byte[HEADER + Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    all[0] = (byte) (reference == null ? flags : flags | REFERENCE);
    int at = HEADER;
    for (int i = 0; i < parts.length; i++) {
      if (1 + i < HEADER) {
        all[1 + i] = (byte) parts[i].length;
      }
      System.arraycopy(parts[i], 0, all, at, parts[i].length);
      at += parts[i].length;
    }
    return all;
  }

  private static byte[] layout(Reference reference) {
    byte[] from = utf8(reference.from());
    byte[] id = utf8(reference.id());
    return ByteBuffer.allocate(2 + from.length + id.length)
        .put((byte) from.length)
        .put((byte) id.length)
        .put(from)
        .put(id)
        .array();
  }

  // ---- what becomes of it

  /** This message as {@code edit} has changed it. */
  public Draft edited(Draft edit, long at) {
    byte[] text = Arrays.copyOfRange(edit.bytes, edit.payloadOffset(), edit.bytes.length);
    return changed((bytes[0] | EDITED) & ~BINARY, at, text);
  }

  /** This message, or this change of one, without its text. */
  public Draft gone() {
    return changed((bytes[0] | GONE) & ~(BINARY | EDITED), 0, new byte[0]);
  }

  private Draft changed(int flags, long at, byte[] payload) {
    int kept = referenceOffset() + referenceLength();
    boolean isTimed = (flags & EDITED) != 0;
    ByteBuffer all = ByteBuffer.allocate(kept + (isTimed ? Long.BYTES : 0) + payload.length);
    all.put(bytes, 0, kept).put(0, (byte) flags);
    if (isTimed) {
      all.putLong(at);
    }
    return new Draft(all.put(payload).array());
  }

  // ---- what it is

  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return bytes.length;
  }

  /** Whether it is as most are: a message that is about no other and was not changed. */
  public boolean isBare() {
    return (bytes[0] & ~BINARY) == 0;
  }

  /** Whether these bytes are a message at all. */
  boolean isWhole() {
    boolean hasNames = bytes.length >= HEADER && bytes.length >= referenceOffset();
    boolean isAbout = hasNames && (bytes[0] & REFERENCE) != 0;
    boolean isOver = hasNames && isAbout && bytes.length < referenceOffset() + 2;
    return hasNames && !isOver && payloadLength() >= 0 && (kind() == Kind.MESSAGE || isAbout);
  }

  public boolean isBinary() {
    return (bytes[0] & BINARY) != 0;
  }

  public Kind kind() {
    int kind = bytes[0] & (EDIT | DELETE);
    return kind == 0 ? Kind.MESSAGE : kind == EDIT ? Kind.EDIT : Kind.DELETE;
  }

  /** Whether its text was taken away. */
  public boolean isGone() {
    return (bytes[0] & GONE) != 0;
  }

  public boolean hasText() {
    return (bytes[0] & (BINARY | DELETE | GONE)) == 0;
  }

  /** When it was last edited, 0 for never. */
  public long editedAt() {
    return (bytes[0] & EDITED) == 0
        ? 0
        : ByteBuffer.wrap(bytes).getLong(referenceOffset() + referenceLength());
  }

  /** What it answers or changes, or null. */
  public Reference reference() {
    if ((bytes[0] & REFERENCE) == 0) {
      return null;
    }
    int at = referenceOffset();
    int from = bytes[at] & 0xff;
    int id = bytes[at + 1] & 0xff;
    return new Reference(string(at + 2, from), string(at + 2 + from, id));
  }

  /** Whether it is a change of {@code other}, which is a message. */
  public boolean changes(Draft other) {
    if (kind() == Kind.MESSAGE || other.kind() != Kind.MESSAGE) {
      return false;
    }
    int at = referenceOffset();
    return (bytes[at] & 0xff) == other.clientLength()
        && Arrays.equals(
            bytes, at + 2, at + referenceLength(), other.bytes, HEADER, other.nickOffset());
  }

  /** Whether it is a change of the same message as {@code other}. */
  public boolean changesTheSameAs(Draft other) {
    return kind() != Kind.MESSAGE
        && other.kind() != Kind.MESSAGE
        && Arrays.equals(
            bytes,
            referenceOffset(),
            referenceOffset() + referenceLength(),
            other.bytes,
            other.referenceOffset(),
            other.referenceOffset() + other.referenceLength());
  }

  /** Whether it puts a text, which it still has, in the place of another one. */
  public boolean isEditWithText() {
    return (bytes[0] & (EDIT | GONE)) == EDIT;
  }

  /** The {@link #key} of what it answers or changes; only where there is such a message. */
  public long targetKey() {
    int at = referenceOffset();
    return hash(bytes[at] & 0xff, at + 2, at + referenceLength());
  }

  private int referenceOffset() {
    return nickOffset() + nickLength();
  }

  private int referenceLength() {
    if ((bytes[0] & REFERENCE) == 0) {
      return 0;
    }
    int at = referenceOffset();
    return 2 + (bytes[at] & 0xff) + (bytes[at + 1] & 0xff);
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
    int more = (bytes[0] & EDITED) == 0 ? 0 : Long.BYTES;
    return referenceOffset() + referenceLength() + more;
  }

  public int payloadLength() {
    return bytes.length - payloadOffset();
  }

  public String id() {
    return string(idOffset(), idLength());
  }

  public String client() {
    return string(clientOffset(), clientLength());
  }

  /** Who said it, as he was called then. */
  public Person from() {
    return new Person(client(), string(nickOffset(), nickLength()));
  }

  private String string(int from, int length) {
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  /**
   * Client and id as a number that is hardly ever the same for two, and never 0: what is left of a
   * message when its text is forgotten.
   */
  public long key() {
    return hash(clientLength(), clientOffset(), nickOffset());
  }

  /** The same of the client alone. */
  public long clientKey() {
    return hash(clientLength(), clientOffset(), idOffset());
  }

  private long hash(int seed, int from, int end) {
    long hash = 0xcbf29ce484222325L + seed; // FNV-1a, then MurmurHash3's last mix
    for (int i = from; i < end; i++) {
      hash = (hash ^ bytes[i]) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash;
  }

  /** The message itself as a key: a copy, which keeps no text. */
  public ByteBuffer name() {
    return ByteBuffer.allocate(2 + nickOffset() - HEADER)
        .put((byte) clientLength())
        .put((byte) idLength())
        .put(bytes, HEADER, nickOffset() - HEADER)
        .flip();
  }

  /** The {@link #name} of what it answers or changes. */
  public ByteBuffer targetName() {
    int at = referenceOffset();
    return ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, at + referenceLength()));
  }

  /** Whether both are the same thing said, whatever has become of one of them since. */
  public boolean isSameAs(Draft other) {
    boolean wasChanged = ((bytes[0] | other.bytes[0]) & (EDITED | GONE)) != 0;
    return wasChanged
        ? sameKey(other) && kind() == other.kind()
        : Arrays.equals(bytes, other.bytes);
  }

  public boolean sameKey(Draft other) {
    return clientLength() == other.clientLength()
        && Arrays.equals(bytes, HEADER, nickOffset(), other.bytes, HEADER, other.nickOffset());
  }
}
