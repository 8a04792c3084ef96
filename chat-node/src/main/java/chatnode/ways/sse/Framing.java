package chatnode.ways.sse;

import java.nio.charset.StandardCharsets;

/** How the body of an answer is told from what follows it. */
enum Framing {
  /** What is written is a chunk, and an empty one is the end (RFC 9112 section 7.1). */
  CHUNKED {
    @Override
    byte[] frame(byte[] body) {
      byte[] size = ascii(Integer.toHexString(body.length) + "\r\n");
      byte[] chunk = new byte[size.length + body.length + 2];
      System.arraycopy(size, 0, chunk, 0, size.length);
      System.arraycopy(body, 0, chunk, size.length, body.length);
      chunk[chunk.length - 2] = '\r';
      chunk[chunk.length - 1] = '\n';
      return chunk;
    }

    @Override
    byte[] end() {
      return ascii("0\r\n\r\n");
    }
  },

  /** All until the connection is closed: HTTP/1.0 knows no chunks. */
  BARE {
    @Override
    byte[] frame(byte[] body) {
      return body;
    }

    @Override
    byte[] end() {
      return new byte[0];
    }
  };

  /** {@code body} has at least a byte. */
  abstract byte[] frame(byte[] body);

  abstract byte[] end();

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
