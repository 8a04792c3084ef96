package chatnode.admin;

import chatnode.protocol.ErrorCode;
import chatnode.ways.http.Problem;
import chatnode.web.Hosts;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps pages that come from elsewhere from using the management port through the operator's
 * browser: neither by giving their own name its address, nor by sending it what they like.
 */
final class Guard {
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final String host;
  private final boolean isOpen;

  /** {@code isOpen}: no token is asked for, so that only its name keeps others out. */
  Guard(String host, boolean isOpen) {
    this.host = host;
    this.isOpen = isOpen;
  }

  void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    String mistake = isOpen && !isOwn(request) ? "ask by address: see --admin-host" : null;
    if (mistake == null && !READING.contains(request.method())) {
      mistake = isElsewhere(request) ? "what is done here is done from this page alone" : null;
    }
    if (mistake != null) {
      Problem.of(403, ErrorCode.FORBIDDEN, mistake).answer(context.response());
      return;
    }
    context
        .response()
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Referrer-Policy", "no-referrer");
    context.next();
  }

  private boolean isOwn(HttpServerRequest request) {
    HostAndPort asked = request.authority();
    return asked != null && asked.host().equalsIgnoreCase(host)
        || Hosts.isOwnOf(request.getHeader("Host"));
  }

  /** What is no browser says nothing of where it comes from. */
  private static boolean isElsewhere(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    boolean isTold = site != null && !site.equals("same-origin") && !site.equals("none");
    String origin = request.getHeader("Origin");
    return isTold || origin != null && !isOf(origin, request.getHeader("Host"));
  }

  /** By name and port: whether a proxy speaks TLS is not known here. */
  private static boolean isOf(String origin, String host) {
    String there = origin.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
    return host != null && there.equals(host.toLowerCase(Locale.ROOT));
  }
}
