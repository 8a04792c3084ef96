package chattest.support;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A bare socket, for what no decent client would send. */
public final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MS = 10_000;

  /** Left to itself the kernel may keep megabytes of what is not read. */
  private static final int UNREAD = 64 * 1024;

  private final Socket socket;
  private String answer = "";

  private RawClient(int port) throws IOException {
    socket = new Socket();
    socket.setReceiveBufferSize(UNREAD);
    socket.connect(new InetSocketAddress("localhost", port));
    socket.setSoTimeout(PATIENCE_MS);
  }

  /** Sends a request as it stands; the status line and headers of the answer. */
  public static String http(int port, String request) {
    try (RawClient client = new RawClient(port)) {
      client.write(request.getBytes(StandardCharsets.ISO_8859_1));
      return client.head();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static RawClient upgrade(int port, String protocol) {
    RawClient client = ask(port, protocol);
    if (!client.answer.startsWith("HTTP/1.1 101")) {
      throw new AssertionError(client.answer);
    }
    return client;
  }

  /** Asks for an upgrade, which may well be refused; {@code headers} each end with CR LF. */
  public static RawClient ask(int port, String protocol, String... headers) {
    return askAfter("", port, protocol, headers);
  }

  /** The same, with something before the request, as a proxy may say it. */
  public static RawClient askAfter(String first, int port, String protocol, String... headers) {
    String offer = protocol == null ? "" : "Sec-WebSocket-Protocol: " + protocol + "\r\n";
    return ask(first, "/chat", port, offer + String.join("", headers));
  }

  /** Asks for another path than that of the chat. */
  public static RawClient askAt(String path, int port, String... headers) {
    return ask("", path, port, String.join("", headers));
  }

  private static RawClient ask(String first, String path, int port, String headers) {
    try {
      RawClient client = new RawClient(port);
      String request =
          first
              + "GET "
              + path
              + " HTTP/1.1\r\n"
              + "Host: localhost\r\n"
              + "Upgrade: websocket\r\n"
              + "Connection: Upgrade\r\n"
              + "Sec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
              + headers
              + "\r\n";
      client.write(request.getBytes(StandardCharsets.ISO_8859_1));
      client.answer = client.head();
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Status line and headers of the answer to the upgrade. */
  public String answer() {
    return answer;
  }

  /** A connection that has said nothing yet. */
  public static RawClient silent(int port) {
    try {
      return new RawClient(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  private String head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        break;
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** A frame with this first byte (FIN, reserved bits, opcode), masked with zeros. */
  public RawClient send(int first, byte[] payload) {
    try {
      write(frames(first, payload, 1));
    } catch (IOException e) {
      // ended by the node: the close code says why
    }
    return this;
  }

  /** Such a frame, several times. */
  public static byte[] frames(int first, byte[] payload, int times) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      frames.write(first);
      if (payload.length < 126) {
        frames.write(0x80 | payload.length);
      } else if (payload.length < 65_536) {
        frames.write(0x80 | 126);
        frames.write(payload.length >> 8);
        frames.write(payload.length);
      } else {
        frames.write(0x80 | 127);
        frames.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
      }
      frames.writeBytes(new byte[4]);
      frames.writeBytes(payload);
    }
    return frames.toByteArray();
  }

  /** Any bytes at all. */
  public RawClient sendBytes(byte... bytes) {
    try {
      write(bytes);
    } catch (IOException e) {
      // ended by the node: the close code says why
    }
    return this;
  }

  /** What the node sends; {@code first} is FIN, reserved bits and opcode. */
  public record Frame(int first, byte[] payload) {
    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    /** 1005 for a close without one. */
    public int closeCode() {
      return payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    }
  }

  /** The next frame, or null at the end of the connection. */
  public Frame read() {
    try {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      int first = in.readUnsignedByte();
      int length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = (int) in.readLong();
      }
      return new Frame(first, in.readNBytes(length));
    } catch (IOException e) {
      return null;
    }
  }

  /** Reads on until the close frame; its code, or 1006 when the connection just ends. */
  public int awaitClose() {
    for (Frame frame = read(); frame != null; frame = read()) {
      if ((frame.first() & 0x0f) == 8) {
        return frame.closeCode();
      }
    }
    return 1006;
  }

  /**
   * The same, with a pause of so many milliseconds after each frame while there is more to come.
   */
  public int awaitCloseSlowly(int pauseMs) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    for (Frame frame = read(); frame != null; frame = read()) {
      if ((frame.first() & 0x0f) == 8) {
        return frame.closeCode();
      }
      never.await(pauseMs, TimeUnit.MILLISECONDS);
    }
    return 1006;
  }

  /** The open socket itself, for a client that does not read. */
  public Socket socket() {
    return socket;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
