package chatnode.web;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.logging.Level;
import java.util.logging.Logger;

/** How a path answers, on the main and the management port: every one in the same manner. */
public final class Endpoints {
  private static final Logger LOG = Logger.getLogger(Endpoints.class.getName());
  private static final String TEXT = "text/plain; charset=utf-8";

  /** Bytes of a request line, and of its headers: cookies of other applications come along. */
  private static final int HEAD = 16 * 1024;

  /** What both ports take of a request's head: HTTP/1.1 alone, as no browser asks for h2c. */
  public static HttpServerOptions options() {
    return new HttpServerOptions()
        .setHttp2ClearTextEnabled(false)
        .setMaxInitialLineLength(HEAD)
        .setMaxHeaderSize(HEAD);
  }

  /** Answers GET and HEAD (RFC 9110 section 9.1), and says so to all other methods. */
  public static void get(Router router, String path, Handler<RoutingContext> handler) {
    router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
    router.route(path).handler(Endpoints::otherMethod);
  }

  /** For a path that exists, but not with this method. */
  static void otherMethod(RoutingContext context) {
    HttpMethod method = context.request().method();
    if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
      context.next();
    } else {
      context.response().putHeader("Allow", "GET, HEAD");
      answer(context, 405, "this path answers GET and HEAD");
    }
  }

  /** The last word on both ports: what nobody answered, and what went wrong. */
  public static void close(Router router) {
    router.route().handler(context -> answer(context, 404, "there is nothing here"));
    router.route().failureHandler(Endpoints::failed);
  }

  private static void failed(RoutingContext context) {
    int status = context.statusCode() >= 400 ? context.statusCode() : 500;
    if (status >= 500) {
      LOG.log(
          Level.SEVERE,
          "a fault of this node in " + context.request().method() + " " + context.request().path(),
          context.failure());
    }
    answer(context, status, status < 500 ? "this request cannot be read" : "internal error");
  }

  /** What is no request at all, or has more of a head than is read. */
  public static void invalid(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException) {
      refuse(request, 414, "the request line has more than " + HEAD + " bytes");
    } else if (cause instanceof TooLongHttpHeaderException) {
      refuse(request, 431, "the headers, cookies included, have more than " + HEAD + " bytes");
    } else {
      refuse(request, 400, "this is not an HTTP request");
    }
  }

  private static void refuse(HttpServerRequest request, int status, String sentence) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", TEXT)
        .end(sentence + "\n")
        .onComplete(sent -> request.connection().close());
  }

  public static void answer(RoutingContext context, int status, String sentence) {
    if (context.response().ended()) {
      return;
    }
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", TEXT)
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(sentence + "\n");
  }

  private Endpoints() {}
}
