package chatnode.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Frames as the bytes that go to a socket: whole, unmasked WebSocket frames (RFC 6455 section 5.2).
 *
 * <p>Encoding the frame header here and not per socket is what lets a room build its text once for
 * all who listen.
 */
public final class Wire {
  private static final int MAX_HEADER = 10;
  private static final int TEXT = 0x81;
  private static final int BINARY = 0x82;

  /** One text frame, an object to a line. */
  public static byte[] json(List<? extends ServerFrame> frames) {
    return textFrame(
        json -> {
          for (ServerFrame frame : frames) {
            write(json, frame);
          }
        });
  }

  /** The messages of one room in one text frame. */
  public static byte[] messages(String room, List<Entry> entries) {
    return textFrame(
        json -> {
          for (Entry entry : entries) {
            write(json, new ServerFrame.Message(room, entry));
          }
        });
  }

  /** What plain clients hear: each payload as it was said, a frame each. */
  public static byte[] plain(List<Entry> entries) {
    int size = 0;
    for (Entry entry : entries) {
      size += MAX_HEADER + entry.draft().payloadLength();
    }
    byte[] all = new byte[size];
    int at = 0;
    for (Entry entry : entries) {
      Draft draft = entry.draft();
      int length = draft.payloadLength();
      at = header(all, at, draft.isBinary() ? BINARY : TEXT, length);
      System.arraycopy(draft.bytes(), draft.payloadOffset(), all, at, length);
      at += length;
    }
    return Arrays.copyOf(all, at);
  }

  private static void write(JsonGenerator json, ServerFrame frame) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", frame.type());
    frame.fields(json);
    json.writeEndObject();
  }

  /**
   * Objects are written behind room for the longest header; then header and text are put together.
   */
  private static byte[] textFrame(Json.Part part) {
    byte[] text = Json.lines(MAX_HEADER, part);
    int length = text.length - MAX_HEADER;
    int header = headerSize(length);
    header(text, MAX_HEADER - header, TEXT, length);
    return header == MAX_HEADER ? text : Arrays.copyOfRange(text, MAX_HEADER - header, text.length);
  }

  private static int headerSize(int length) {
    return length < 126 ? 2 : length < 65536 ? 4 : MAX_HEADER;
  }

  /** Writes a header at {@code at}; says where the payload starts. */
  private static int header(byte[] out, int at, int opcode, int length) {
    out[at++] = (byte) opcode;
    if (length < 126) {
      out[at++] = (byte) length;
    } else if (length < 65536) {
      out[at++] = 126;
      out[at++] = (byte) (length >> 8);
      out[at++] = (byte) length;
    } else {
      out[at++] = 127;
      for (int shift = 56; shift >= 0; shift -= 8) {
        out[at++] = (byte) ((long) length >> shift);
      }
    }
    return at;
  }

  private Wire() {}
}
