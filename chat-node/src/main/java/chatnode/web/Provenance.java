package chatnode.web;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** Whom a request was meant for, and whose page made it: asked for whatever is more than a file. */
final class Provenance {
  private final Origins origins;
  private final Hosts hosts;
  private final Proxies proxies;

  Provenance(Origins origins, Hosts hosts, Proxies proxies) {
    this.origins = origins;
    this.hosts = hosts;
    this.proxies = proxies;
  }

  /** A proxy of ours answers for the names it is reached by. {@code host} as it is compared. */
  boolean isForUs(String host, HttpServerRequest request) {
    return proxies.areAt(request.connection()) || hosts.include(host);
  }

  /** Programs send no Origin. */
  boolean mayComeFrom(HttpServerRequest request) {
    List<String> sent = request.headers().getAll("Origin");
    return sent.isEmpty()
        || sent.size() == 1 && origins.include(sent.get(0), request.getHeader("Host"));
  }
}
