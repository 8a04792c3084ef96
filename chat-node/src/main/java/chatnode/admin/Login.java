package chatnode.admin;

import chatnode.protocol.ErrorCode;
import chatnode.ways.http.Problem;
import chatnode.ways.http.Trouble;
import chatnode.web.FileRoute;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may use the management port: programs show its token with each request (RFC 6750), a browser
 * once, and has a cookie from then on. The page that asks for it can be read by anybody, and what
 * load balancers ask.
 */
final class Login {
  private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+) *");
  private static final int RETRY_MS = 60_000;
  private static final int BODY = 4096;

  /** What a browser needs to ask for the token. */
  private static final Set<String> OPEN =
      Set.of(
          "/health/live",
          "/health/ready",
          "/admin/login",
          "/admin/login.js",
          "/admin/words/words.js",
          "/admin/words/en.js",
          "/admin/words/ko.js",
          "/admin/admin.css");

  private final AdminToken token;
  private final Logins logins;
  private final FileRoute files;
  private final String cookie;
  private final Attempts attempts = new Attempts();

  /**
   * {@code files} has the page; {@code node} makes the cookie's name: other nodes of this machine
   * have theirs.
   */
  Login(AdminToken token, Logins logins, FileRoute files, String node) {
    this.token = token;
    this.logins = logins;
    this.files = files;
    this.cookie = "chat-admin-" + node;
  }

  /** Before all routes that are not for anybody. */
  void mount(Router router) {
    router.route().handler(this::check);
    router
        .post("/admin/login")
        .handler(BodyHandler.create(false).setBodyLimit(BODY))
        .handler(context -> Trouble.guard(context.request(), () -> begin(context)))
        .failureHandler(Trouble::failed);
    router.post("/admin/logout").handler(this::end);
    router.get("/admin/login").handler(this::ask);
  }

  /** Lets pass who may, or what is for anybody; the others hear 401, or where to log in. */
  void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    Cookie shown = request.getCookie(cookie);
    long now = System.nanoTime();
    if (OPEN.contains(context.normalizedPath())
        || shown != null && logins.isValid(shown.getValue(), now)) {
      context.next();
      return;
    }
    String authorization = request.getHeader("Authorization");
    Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
    Problem problem = bearer.matches() ? against(bearer.group(1), request, now) : unknown();
    if (problem == null) {
      context.next();
      return;
    }
    refuse(context, problem);
  }

  private static Problem unknown() {
    return Problem.of(
        401, ErrorCode.FORBIDDEN, "show the token of the management port: see --admin-token-file");
  }

  private void refuse(RoutingContext context, Problem problem) {
    HttpServerRequest request = context.request();
    context.response().putHeader("WWW-Authenticate", "Bearer");
    String accepted = request.getHeader("Accept");
    if (accepted != null && accepted.contains("text/html")) {
      context.response().setStatusCode(problem.status());
      ask(context);
    } else {
      problem.answer(context.response());
    }
  }

  private void ask(RoutingContext context) {
    context.request().headers().remove("If-None-Match"); // it is no file of its own path
    files.answer(context, "login.html");
  }

  /** Null when this is the token. */
  private Problem against(String offered, HttpServerRequest request, long now) {
    String address = request.remoteAddress().hostAddress();
    if (!attempts.mayTry(address, now)) {
      return new Problem(
          429, ErrorCode.RATE_LIMITED, "too many wrong tokens from your address", RETRY_MS);
    }
    if (token.is(offered)) {
      return null;
    }
    attempts.failed(address, now);
    return Problem.of(401, ErrorCode.FORBIDDEN, "that is not the token of the management port");
  }

  // ---- what the page does

  void begin(RoutingContext context) {
    Form form = Form.of(context);
    long now = System.nanoTime();
    Problem problem = against(form.text("token").strip(), context.request(), now);
    if (problem != null) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
      problem.answer(context.response());
      return;
    }
    context
        .response()
        .addCookie(cookie(context, logins.begin(now)).setMaxAge(Logins.VALID.toSeconds()))
        .setStatusCode(204)
        .end();
  }

  void end(RoutingContext context) {
    Cookie shown = context.request().getCookie(cookie);
    if (shown != null) {
      logins.end(shown.getValue());
    }
    context.response().addCookie(cookie(context, "").setMaxAge(0)).setStatusCode(204).end();
  }

  /** Only ever sent here, and over TLS when a proxy says that it came so. */
  private Cookie cookie(RoutingContext context, String value) {
    return Cookie.cookie(cookie, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setSecure("https".equalsIgnoreCase(context.request().getHeader("X-Forwarded-Proto")));
  }
}
