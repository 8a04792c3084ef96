package chattest.support;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Somebody else's web site with one empty page, under as many names as one likes. A real one, since
 * browsers ask where a page came from before it may reach this machine.
 */
public final class Site implements AutoCloseable {
  private static final byte[] PAGE = "<!doctype html><title>site</title><body>".getBytes();

  private final HttpServer server;

  public Site() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, PAGE.length);
          exchange.getResponseBody().write(PAGE);
          exchange.close();
        });
    server.start();
  }

  /** Its origin under this name, which is one below {@code .example}. */
  public String as(String name) {
    return "http://" + name + ":" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
