package chatnode.web;

import chatnode.ways.sockjs.SockJs;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * {@code /sockjs}: whoever asks for anything there is asked whence he comes, as for an upgrade.
 *
 * <p>vertx-web lets the pages of any origin read its answers, so only those that may connect get
 * that far. And its iframe does for any page that frames it what only pages of ours may do: so
 * browsers are told whose pages those are, and to ask each time, as that may change.
 */
final class SockJsDoor {
  private static final String PATH = "/sockjs";
  private static final String WEBSOCKET = "(?:/[^/.]+/[^/.]+)?/websocket";
  private static final Pattern SESSION = Pattern.compile(PATH + "/[^/.]+/[^/.]+/websocket");

  private final SockJs sockJs;
  private final Origins origins;
  private final Provenance provenance;
  private final Function<HttpServerRequest, String> address;
  private final Deadlines deadlines;

  /** {@code address}: of who made the request. */
  SockJsDoor(
      SockJs sockJs,
      Origins origins,
      Provenance provenance,
      Function<HttpServerRequest, String> address,
      Deadlines deadlines) {
    this.sockJs = sockJs;
    this.origins = origins;
    this.provenance = provenance;
    this.address = address;
    this.deadlines = deadlines;
  }

  /** {@code upgrade} lets pass what is none. */
  void mount(Router router, SockJSHandlerOptions options, Handler<RoutingContext> upgrade) {
    mount(router, PATH, options, upgrade);
  }

  void mount(
      Router router, String path, SockJSHandlerOptions options, Handler<RoutingContext> upgrade) {
    router.getWithRegex(path + WEBSOCKET).handler(upgrade);
    router.route(path + "/*").handler(this::check);
    router.getWithRegex(path + "/iframe[^/]*\\.html").handler(this::frame);
    sockJs.mount(router, path, options, address, this::lasts);
  }

  /** Whether this upgrade is to frames of SockJS. */
  static boolean isSession(RoutingContext context) {
    return SESSION.matcher(context.normalizedPath()).matches();
  }

  /** Whether this upgrade is to bare {@code chat.v1.json}, for programs that know no SockJS. */
  static boolean isRaw(RoutingContext context) {
    return context.normalizedPath().equals(PATH + "/websocket");
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    Refused refused = provenance.check(request);
    if (refused != null) {
      Endpoints.answer(context, refused.status(), refused.sentence());
    } else {
      share(request.getHeader(HttpHeaders.ORIGIN), context.response());
      context.next();
    }
  }

  /** vertx-web does so too, but not for an EventSource, nor when it refuses something. */
  private static void share(String origin, HttpServerResponse response) {
    response.putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    if (origin != null) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"); // its client asks so
    }
  }

  private void frame(RoutingContext context) {
    HttpServerResponse response = context.response();
    response.putHeader("Content-Security-Policy", "frame-ancestors " + origins.framers());
    context.addHeadersEndHandler(
        v -> {
          String caching = response.headers().get(HttpHeaders.CACHE_CONTROL);
          response.putHeader(
              HttpHeaders.CACHE_CONTROL, caching == null ? "no-cache" : caching + ",no-cache");
        });
    context.next();
  }

  /** A compressor for each that waits would cost more than it saves. */
  private void lasts(RoutingContext context) {
    context.response().putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
    deadlines.lasts(context.request());
    context.addEndHandler(done -> deadlines.answered(context.request()));
  }
}
