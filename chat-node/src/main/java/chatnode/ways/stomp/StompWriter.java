package chatnode.ways.stomp;

import chatnode.ways.ws.WireFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes frames one behind the other, as they go to a socket in one WebSocket frame. */
final class StompWriter {
  private byte[] bytes;
  private int size = WireFrame.MOST;

  /** With room for so many bytes; it grows when there are more. */
  StompWriter(int expected) {
    bytes = new byte[WireFrame.MOST + expected];
  }

  StompWriter command(String command) {
    ascii(command);
    put('\n');
    return this;
  }

  /** A number, or text of ASCII without anything to escape. */
  StompWriter header(String name, Object value) {
    name(name);
    ascii(value.toString());
    put('\n');
    return this;
  }

  /** Any text. */
  StompWriter text(String name, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return text(name, utf8, 0, utf8.length);
  }

  /** Text in UTF-8. Only ASCII is escaped, so that bytes can be looked at one by one. */
  StompWriter text(String name, byte[] from, int offset, int length) {
    name(name);
    for (int i = offset; i < offset + length; i++) {
      switch (from[i]) {
        case '\\' -> escape('\\');
        case ':' -> escape('c');
        case '\n' -> escape('n');
        case '\r' -> escape('r');
        default -> put(from[i]);
      }
    }
    put('\n');
    return this;
  }

  /** As in CONNECTED, where nothing is escaped: text of one line. */
  StompWriter bare(String name, String value) {
    name(name);
    put(value.getBytes(StandardCharsets.UTF_8));
    put('\n');
    return this;
  }

  /** The end of a frame without a body. */
  StompWriter end() {
    put('\n');
    put(0);
    return this;
  }

  StompWriter body(byte[] from, int offset, int length) {
    put('\n');
    put(from, offset, length);
    put(0);
    return this;
  }

  /** A text frame of WebSocket, or a binary one where a body is not UTF-8. */
  byte[] wire(boolean isBinary) {
    return WireFrame.of(isBinary ? WireFrame.BINARY : WireFrame.TEXT, bytes, size);
  }

  private void name(String name) {
    ascii(name);
    put(':');
  }

  private void escape(char c) {
    put('\\');
    put(c);
  }

  private void ascii(String text) {
    reserve(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[size++] = (byte) text.charAt(i);
    }
  }

  private void put(int b) {
    reserve(1);
    bytes[size++] = (byte) b;
  }

  private void put(byte[] from, int offset, int length) {
    reserve(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  private void put(byte[] all) {
    put(all, 0, all.length);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
