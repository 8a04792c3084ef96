package chattest.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Sends requests as they stand, one after another over a connection, for as long as it lasts. */
public final class RawHttp implements AutoCloseable {
  /** Neither an answer nor an end came. */
  public static final int SILENCE = 0;

  /** The connection ended instead. */
  public static final int END = -1;

  private static final int PATIENCE_MS = 3000;
  private static final String LENGTH = "content-length: ";

  private final int port;
  private Socket socket;
  private InputStream in;

  public RawHttp(int port) {
    this.port = port;
  }

  /** The status of the answer, or one of the above. */
  public int ask(byte[] request) {
    try {
      if (socket == null) {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream());
      }
      socket.getOutputStream().write(request);
      return answer(request[0] == 'H');
    } catch (SocketTimeoutException e) {
      close();
      return SILENCE;
    } catch (IOException e) {
      close();
      return END;
    }
  }

  private int answer(boolean isHead) throws IOException {
    String head = head();
    if (head.isEmpty()) {
      close();
      return END;
    }
    int status = Integer.parseInt(head.substring(9, 12));
    if (status == 100) {
      return answer(isHead);
    }
    in.readNBytes(isHead ? 0 : length(head));
    if (in.available() > 0 || status == 400) { // it may have been more than one request, or half
      close();
    }
    return status;
  }

  private String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static int length(String head) {
    String lower = head.toLowerCase(Locale.ROOT);
    int at = lower.indexOf(LENGTH);
    return at < 0
        ? 0
        : Integer.parseInt(lower.substring(at + LENGTH.length(), lower.indexOf('\r', at)));
  }

  /** A request whose head goes on the wire as Latin-1; {@code headers} each end with CR LF. */
  public static byte[] request(String method, String target, String headers, byte[] body) {
    String length = body.length > 0 ? "Content-Length: " + body.length + "\r\n" : "";
    byte[] head =
        (method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + length + "\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      socket = null;
    }
  }
}
