package chattest.page;

import chattest.support.NodeProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands before the nodes in real life: one address for the browser, whichever node answers.
 * It can lead elsewhere, it can be shut for chat while the page itself is still served, and it can
 * have something against WebSockets alone.
 */
final class Doorway implements AutoCloseable {
  private static final int HEAD = 64 * 1024;
  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;

  private final ServerSocket server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "doorway");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<Socket> browsers = ConcurrentHashMap.newKeySet();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile NodeProcess node;
  private volatile boolean open = true;
  private volatile Upgrades upgrades = Upgrades.PASS;

  /** What becomes of WebSockets. */
  enum Upgrades {
    PASS,
    REFUSE,
    HANG
  }

  Doorway(NodeProcess node) {
    this.node = node;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  String url() {
    return "http://localhost:" + server.getLocalPort() + "/";
  }

  /** New connections go to this node; those that are there stay. */
  void leadTo(NodeProcess next) {
    node = next;
  }

  /** Ends all that is there, and lets nobody chat, by whatever way. */
  void shut() {
    open = false;
    browsers.forEach(Doorway::end);
  }

  /** Of new WebSockets; those that are there stay. */
  Doorway upgrades(Upgrades next) {
    upgrades = next;
    return this;
  }

  /**
   * Says something to the browser as if a node had: what a node seldom does. Only while the line is
   * quiet, or it would land within another frame.
   */
  void say(JsonObject... frames) {
    byte[] text =
        Stream.of(frames)
            .map(JsonObject::encode)
            .collect(Collectors.joining("\n"))
            .getBytes(StandardCharsets.UTF_8);
    send(TEXT, text);
  }

  /**
   * Closes all WebSockets with a code of the server's; what the node answers is no longer heard.
   */
  void close(int code) {
    send(CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    hangUp();
  }

  private void send(int kind, byte[] text) {
    ByteBuffer frame = ByteBuffer.allocate(text.length + 4); // RFC 6455 section 5.2
    frame.put((byte) kind);
    if (text.length < 126) {
      frame.put((byte) text.length);
    } else {
      frame.put((byte) 126).putShort((short) text.length);
    }
    frame.put(text);
    for (Socket browser : sockets) {
      try {
        browser.getOutputStream().write(frame.array(), 0, frame.position());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Ends all WebSockets once the browser has heard what was said. */
  void hangUp() {
    for (Socket browser : sockets) {
      try {
        browser.shutdownOutput();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  void open() {
    open = true;
  }

  private void accept() {
    try {
      while (true) {
        Socket browser = server.accept();
        threads.execute(() -> serve(browser));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket browser) {
    browsers.add(browser);
    try (browser) {
      byte[] head = head(browser.getInputStream());
      String text = new String(head, StandardCharsets.ISO_8859_1).toLowerCase();
      boolean upgrade = text.contains("upgrade: websocket");
      if (upgrade && upgrades == Upgrades.HANG) {
        browser.getInputStream().read(); // until the browser has had enough
      }
      if (upgrade && upgrades != Upgrades.PASS) {
        return;
      }
      if (!open) {
        if (upgrade || text.contains(" /api/")) {
          return;
        }
        head = onlyThis(head); // what else comes is looked at, too
      }
      try (Socket there = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
        if (upgrade) {
          sockets.add(browser);
        }
        there.getOutputStream().write(head);
        threads.execute(() -> copy(there, browser));
        browser.getInputStream().transferTo(there.getOutputStream());
      }
    } catch (IOException e) {
      // one side is gone: so is the other
    } finally {
      sockets.remove(browser);
      browsers.remove(browser);
    }
  }

  private static byte[] onlyThis(byte[] head) {
    return new String(head, StandardCharsets.ISO_8859_1)
        .replace("Connection: keep-alive", "Connection: close")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] head(InputStream in) throws IOException {
    byte[] head = new byte[HEAD];
    int length = 0;
    while (length < HEAD) {
      int read = in.read(head, length, HEAD - length);
      if (read < 0) {
        break;
      }
      length += read;
      if (new String(head, 0, length, StandardCharsets.ISO_8859_1).contains("\r\n\r\n")) {
        break;
      }
    }
    return Arrays.copyOf(head, length);
  }

  private static void copy(Socket from, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      from.getInputStream().transferTo(out);
    } catch (IOException e) {
      // the other direction tells
    } finally {
      end(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // as good as closed
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    browsers.forEach(Doorway::end);
    threads.shutdownNow();
  }
}
