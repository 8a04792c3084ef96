package chattest.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import no.nav.security.mock.oauth2.MockOAuth2Server;

/**
 * A site's login: a real OpenID Connect server, and in front of it the one address at which the
 * site publishes the keys of now.
 */
public final class Login implements AutoCloseable {
  public static final String ISSUER = "https://shop.example";

  private final MockOAuth2Server server = new MockOAuth2Server();
  private final HttpServer front;
  private final AtomicInteger asked = new AtomicInteger();

  /** Which of the server's issuers it is; each has a key of its own. */
  private volatile String season;

  public Login(String season) {
    this.season = season;
    server.start();
    try {
      front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    front.createContext("/keys", this::keys);
    front.start();
  }

  private void keys(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    HttpResponse<String> keys = Http.get(server.jwksUrl(season).toString());
    byte[] bytes = keys.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** From now on other keys are in use, and the old ones are not published any more. */
  public void changesKeys(String season) {
    this.season = season;
  }

  /** How often it was asked for its keys. */
  public int asked() {
    return asked.get();
  }

  /** Nobody can ask for its keys any more. */
  public void isOut() {
    front.stop(0);
  }

  public String[] options(String... more) {
    List<String> options =
        new java.util.ArrayList<>(
            List.of(
                "--standalone",
                "--jwt-keys=http://127.0.0.1:" + front.getAddress().getPort() + "/keys",
                "--jwt-issuer=" + ISSUER,
                "--jwt-audience=chat"));
    options.addAll(List.of(more));
    return options.toArray(String[]::new);
  }

  public String token(String person, String... roles) {
    return tokenFor(person, 600, roles);
  }

  /** Valid for so many seconds from now on. */
  public String tokenFor(String person, long seconds, String... roles) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", ISSUER);
    claims.put("name", person + " of the shop");
    claims.put("roles", List.of(roles));
    if (seconds < 0) {
      claims.put("nbf", 0);
    }
    return server.issueToken(season, person, "chat", claims, seconds).serialize();
  }

  @Override
  public void close() {
    front.stop(0);
    server.shutdown();
  }
}
