package chatnode.ways.http;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.Refusal;
import chatnode.who.NoKeys;
import chatnode.who.NotLetIn;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What becomes of a request that cannot be answered: a problem, always. */
public final class Trouble {
  private static final Logger LOG = Logger.getLogger(Trouble.class.getName());

  /** Does some of the work for a request; what the client did wrong, or we, is its answer. */
  public static void guard(HttpServerRequest request, Runnable work) {
    try {
      work.run();
    } catch (Refusal refusal) {
      Problem.of(refusal).answer(request.response());
    } catch (NotLetIn why) {
      notLetIn(request, why);
    } catch (NoKeys why) {
      Problem.of(why).answer(request.response());
    } catch (RuntimeException fault) {
      report(request, fault);
    }
  }

  /** What kind of credentials is wanted (RFC 6750 section 3), and whether these are wrong. */
  private static void notLetIn(HttpServerRequest request, NotLetIn why) {
    if (!request.response().headWritten()) {
      String error = Callers.saysWho(request) ? ", error=\"invalid_token\"" : "";
      request.response().putHeader("WWW-Authenticate", "Bearer realm=\"chat\"" + error);
    }
    Problem.of(why).answer(request.response());
  }

  public static void nothingThere(RoutingContext context) {
    Problem.of(404, ErrorCode.NOT_FOUND, "there is nothing here").answer(context.response());
  }

  /** What vertx-web could not do. */
  public static void failed(RoutingContext context) {
    int status = context.statusCode();
    if (status >= 400 && status < 500) {
      Problem.of(status, ErrorCode.BAD_FRAME, "this request cannot be read")
          .answer(context.response());
    } else {
      report(context.request(), context.failure());
    }
  }

  private static void report(HttpServerRequest request, Throwable fault) {
    String what = request.method() + " " + request.path();
    LOG.log(Level.SEVERE, "a fault of this node in " + what, fault);
    Problem.ourFault().answer(request.response());
  }

  private Trouble() {}
}
