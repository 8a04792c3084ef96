package chatnode.web;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Whom a request was meant for, whose page made it, and whether anybody is let in from there: asked
 * for whatever is more than a file.
 */
final class Provenance {
  private final Origins origins;
  private final Hosts hosts;
  private final Proxies proxies;
  private final UnaryOperator<String> banned;

  /** {@code banned}: why nobody is let in from an address, or null. */
  Provenance(Origins origins, Hosts hosts, Proxies proxies, UnaryOperator<String> banned) {
    this.origins = origins;
    this.hosts = hosts;
    this.proxies = proxies;
    this.banned = banned;
  }

  /** Null when it may go on. */
  Refused check(HttpServerRequest request) {
    String sent = request.getHeader("Host");
    String host = sent == null ? null : Hosts.nameIn(sent);
    if (host == null) {
      return new Refused(400, "the Host header is neither host nor host:port");
    }
    if (!isForUs(host, request)) {
      return new Refused(403, "this node does not go by the name you asked for: see --hosts");
    }
    if (!mayComeFrom(request)) {
      return new Refused(403, "this origin may not connect: see --origins");
    }
    String why = banned.apply(proxies.client(request));
    return why == null ? null : new Refused(403, why);
  }

  /** A proxy of ours answers for the names it is reached by. {@code host} as it is compared. */
  private boolean isForUs(String host, HttpServerRequest request) {
    return proxies.areAt(request.connection()) || hosts.include(host);
  }

  /** Programs send no Origin. */
  private boolean mayComeFrom(HttpServerRequest request) {
    List<String> sent = request.headers().getAll("Origin");
    return sent.isEmpty()
        || sent.size() == 1 && origins.include(sent.get(0), request.getHeader("Host"));
  }
}
