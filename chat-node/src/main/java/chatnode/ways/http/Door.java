package chatnode.ways.http;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** What the API needs of the door that its requests come through. */
public interface Door {

  /** Of who asks, be it through proxies of ours. */
  String address(HttpServerRequest request);

  /** The answer may take so much longer than that to other requests. */
  void mayTake(HttpServerRequest request, Duration longer);
}
