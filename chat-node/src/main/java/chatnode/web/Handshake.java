package chatnode.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * What an upgrade must be like before it is accepted (RFC 6455 section 4.2.1, and design section
 * 4).
 */
final class Handshake {
  private static final int KEY_BYTES = 16;
  private static final String PROTOCOL = "Sec-WebSocket-Protocol";

  private final Provenance provenance;
  private final Collection<String> spoken;

  /** {@code spoken} are the sub-protocols. */
  Handshake(Provenance provenance, Collection<String> spoken) {
    this.provenance = provenance;
    this.spoken = spoken;
  }

  static boolean isUpgrade(HttpServerRequest request) {
    String upgrade = request.getHeader("Upgrade");
    return upgrade != null && upgrade.equalsIgnoreCase("websocket");
  }

  static List<String> offered(HttpServerRequest request) {
    return request.headers().getAll(PROTOCOL).stream()
        .flatMap(line -> Arrays.stream(line.split(",")))
        .map(String::trim)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** Netty reads the first line of a list only, which may have several (RFC 9110, 5.3). */
  static void offerInOneLine(HttpServerRequest request) {
    List<String> offered = offered(request);
    if (!offered.isEmpty()) {
      request.headers().set(PROTOCOL, String.join(", ", offered));
    }
  }

  /** Null when the upgrade may go on. */
  Refused check(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_1_0) {
      return new Refused(400, "an upgrade takes HTTP/1.1: see RFC 6455 section 4.1");
    }
    if (request.headers().getAll("Host").size() != 1) {
      return new Refused(400, "an upgrade has one Host header");
    }
    if (!hasUpgradeConnection(request)
        || !isKey(request.getHeader("Sec-WebSocket-Key"))
        || !"GET".equals(request.method().name())) {
      return new Refused(400, "not a WebSocket upgrade: see RFC 6455 section 4.2.1");
    }
    if (!"13".equals(request.getHeader("Sec-WebSocket-Version"))) {
      return new Refused(426, "WebSocket version 13 is spoken here");
    }
    Refused elsewhere = provenance.check(request);
    if (elsewhere != null) {
      return elsewhere;
    }
    List<String> offered = offered(request);
    if (!offered.isEmpty() && offered.stream().noneMatch(spoken::contains)) {
      return new Refused(400, "the sub-protocol is " + String.join(", ", spoken) + " or none");
    }
    return null;
  }

  private static boolean hasUpgradeConnection(HttpServerRequest request) {
    return request.headers().getAll("Connection").stream()
        .flatMap(line -> Arrays.stream(line.split(",")))
        .anyMatch(token -> token.trim().equalsIgnoreCase("upgrade"));
  }

  private static boolean isKey(String key) {
    try {
      return key != null && Base64.getDecoder().decode(key.trim()).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
