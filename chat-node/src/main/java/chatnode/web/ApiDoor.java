package chatnode.web;

import chatnode.count.LoopCounts;
import chatnode.protocol.ErrorCode;
import chatnode.ways.Doorman;
import chatnode.ways.http.Door;
import chatnode.ways.http.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Before every request of the API: whom it is for, whose page made it, and how many come. A page of
 * another origin that may connect is told so as CORS has it (the Fetch standard), without cookies.
 */
final class ApiDoor implements Handler<RoutingContext>, Door {
  private static final int SECOND_MS = 1000;
  private static final String METHODS = "GET, POST";
  private static final String HEADERS =
      "Content-Type, Idempotency-Key, Chat-Client, Last-Event-ID, Authorization, If-None-Match";

  private final Provenance provenance;
  private final Proxies proxies;
  private final Doorman doorman;
  private final Deadlines deadlines;
  private final LoopCounts counts;

  ApiDoor(
      Provenance provenance,
      Proxies proxies,
      Doorman doorman,
      Deadlines deadlines,
      LoopCounts counts) {
    this.provenance = provenance;
    this.proxies = proxies;
    this.doorman = doorman;
    this.deadlines = deadlines;
    this.counts = counts;
  }

  @Override
  public String address(HttpServerRequest request) {
    return proxies.client(request);
  }

  @Override
  public void mayTake(HttpServerRequest request, Duration longer) {
    deadlines.requested(request, longer);
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = request.response();
    response.bodyEndHandler(v -> counts.requested(response.getStatusCode()));
    Refused refused = provenance.check(request);
    if (refused != null) {
      problem(refused).answer(response);
      return;
    }
    share(request, response);
    if (request.method() == HttpMethod.OPTIONS) {
      preflight(response);
    } else if (!doorman.mayAsk(address(request), System.nanoTime())) {
      new Problem(
              429,
              ErrorCode.RATE_LIMITED,
              "more requests a second than one address may send",
              SECOND_MS)
          .answer(response);
    } else {
      context.next();
    }
  }

  private static Problem problem(Refused refused) {
    ErrorCode code = refused.status() == 403 ? ErrorCode.FORBIDDEN : ErrorCode.BAD_FRAME;
    return Problem.of(refused.status(), code, refused.sentence());
  }

  private static void share(HttpServerRequest request, HttpServerResponse response) {
    response.putHeader("Vary", "Origin");
    String origin = request.getHeader("Origin");
    if (origin != null) {
      response
          .putHeader("Access-Control-Allow-Origin", origin)
          .putHeader("Access-Control-Expose-Headers", "ETag, Retry-After");
    }
  }

  private static void preflight(HttpServerResponse response) {
    response
        .setStatusCode(204)
        .putHeader("Access-Control-Allow-Methods", METHODS)
        .putHeader("Access-Control-Allow-Headers", HEADERS)
        .putHeader("Access-Control-Max-Age", "600")
        .end();
  }
}
