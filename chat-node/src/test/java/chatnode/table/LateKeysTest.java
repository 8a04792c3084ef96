package chatnode.table;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.RunningNode;
import chatnode.who.Issuer;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A site whose keys cannot be had when the node starts: who comes waits for them. */
class LateKeysTest {
  private static final Issuer ISSUER = new Issuer("first");

  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer site;
  private RunningNode node;

  @BeforeEach
  void start() throws Exception {
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext(
        "/",
        exchange -> {
          boolean isFirst = asked.incrementAndGet() == 1;
          byte[] body = ISSUER.jwks().getBytes();
          exchange.sendResponseHeaders(isFirst ? 503 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    site.start();
    node =
        new RunningNode(
            "--store=memory",
            "--jwt-keys=http://127.0.0.1:" + site.getAddress().getPort() + "/jwks",
            "--jwt-issuer=" + Issuer.ISSUER,
            "--jwt-audience=" + Issuer.AUDIENCE);
    while (asked.get() == 0) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void stop() {
    node.close();
    site.stop(0);
  }

  @Test
  void whatIsPostedWaitsForThem() throws Exception {
    Ways ways = new Ways(node.port());
    String body = new JsonObject().put("text", "x".repeat(4000)).encode();
    int status;
    do { // the first look may yet be on its way, and who waits for that one is told to come again
      status = ways.ask("/api/rooms/room/messages", ISSUER.token("ann"), body).statusCode();
    } while (status == 503);
    assertThat(status).isEqualTo(201);
    assertThat(asked.get()).isEqualTo(2);
  }

  @Test
  void whatIsSaidOverStompWaitsForThem() {
    while (!isHeardOverStomp()) {
      Thread.onSpinWait(); // as above
    }
    assertThat(asked.get()).isEqualTo(2);
  }

  private boolean isHeardOverStomp() {
    try (Wire wire =
        new Wire(
            HttpClient.newHttpClient(), "ws://127.0.0.1:" + node.port() + "/stomp", "v12.stomp")) {
      wire.say(
          "CONNECT\naccept-version:1.2\nhost:x\npasscode:"
              + ISSUER.token("ann")
              + "\n\n\0SUBSCRIBE\nid:1\ndestination:/room/room\nreceipt:r\n\n\0");
      String first = wire.hear(text -> true);
      if (first.contains("code:busy")) {
        return false;
      }
      assertThat(first).startsWith("CONNECTED");
      assertThat(wire.hear(text -> true)).startsWith("RECEIPT");
      return true;
    }
  }
}
