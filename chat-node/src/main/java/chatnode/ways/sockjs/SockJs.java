package chatnode.ways.sockjs;

import chatnode.count.LoopCounts;
import chatnode.room.Dialect;
import chatnode.room.Outlet;
import chatnode.ways.ClientLimits;
import chatnode.ways.Clients;
import chatnode.ways.Doorman;
import chatnode.ways.ws.Connection;
import chatnode.ways.ws.Talk;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * SockJS of one loop: vertx-web's handler, and before it who may have a session, and whose a
 * request is.
 *
 * <p>What vertx-web 5.1.5 does, and what follows from it:
 *
 * <ul>
 *   <li>Its sessions are in shared data of the node, by the name that the client gave. A request is
 *       answered on the loop where it arrived, whatever loop the session began on; a session's
 *       socket may be written to from any. What the client says comes on the loop it began on, its
 *       opening perhaps on another. So there is a {@link Correspondent} for each, on the loop of
 *       the first request, and all of that hops to it.
 *   <li>Nothing bounds what it queues for a client, and it looks at no write queue. So it gets the
 *       next only when the last has arrived, which it does tell: see {@link Delivery}.
 *   <li>Closing drops what it has queued, and says {@code c[3000,"Go away!"]} whatever the reason.
 *       So the last words are waited for, and {@link Transports} put the reason in.
 *   <li>It closes the connection of each answer that is fetched without having said so, and who has
 *       sent the next request on it hears nothing: so that is said.
 *   <li>A name in the query ({@code param0}) goes before the one in the path: it is overwritten.
 *   <li>In what a client sends, an element that is no string is a fault of its own, logged: so that
 *       is looked at before. What is sent is read only for a session that there is, one request at
 *       a time.
 *   <li>Its WebSockets are not used: see {@link SockJsTalk}.
 *   <li>Cookies are none of its business here: balancers go by the path.
 * </ul>
 */
public final class SockJs {
  /** The library that its iframes load: see the build. */
  private static final String LIBRARY = "/lib/sockjs-client/sockjs.min.js";

  private static final String SESSION = "\\/[^\\/\\.]+\\/([^\\/\\.]+)\\/";

  /** What vertx-web calls the session. */
  private static final String NAME = "param0";

  /** Of the largest size: a client sends all at once that has gathered during its last request. */
  private static final int MESSAGES = 16;

  private final Vertx vertx;
  private final Context loop;
  private final ClientLimits limits;
  private final LoopCounts counts;
  private final Clients clients;
  private final Correspondents all;
  private final BiFunction<Outlet, Dialect, Talk> talks;

  /** Made on its loop; {@code all} are those of all loops. */
  public SockJs(
      Vertx vertx,
      ClientLimits limits,
      LoopCounts counts,
      Clients clients,
      Correspondents all,
      BiFunction<Outlet, Dialect, Talk> talks) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.limits = limits;
    this.counts = counts;
    this.clients = clients;
    this.all = all;
    this.talks = talks;
  }

  public static SockJSHandlerOptions options(ClientLimits limits) {
    return new SockJSHandlerOptions()
        .setHeartbeatInterval(limits.heartbeatMs())
        .setInsertJSESSIONID(false)
        .setLibraryURL(LIBRARY);
  }

  /** Bytes of what a client sends in one request. */
  public static int maxBody(ClientLimits limits) {
    return MESSAGES * limits.maxFrame();
  }

  /** Over a WebSocket. */
  public Talk talk(Connection connection) {
    Talk framed = talks.apply(connection, FramedDialect.IT);
    return new SockJsTalk(framed, connection, limits.heartbeatMs());
  }

  /**
   * Over HTTP, below {@code path}. {@code address}: whose request it is; {@code lasting} is told of
   * those whose answer takes as long as it takes.
   */
  public void mount(
      Router router,
      String path,
      SockJSHandlerOptions options,
      Function<HttpServerRequest, String> address,
      Handler<RoutingContext> lasting) {
    Handler<RoutingContext> fetch = context -> fetch(context, address, lasting);
    String session = path + SESSION;
    router.postWithRegex(session + "xhr(?:_streaming)?").handler(fetch);
    router.getWithRegex(session + "(?:eventsource|htmlfile.*|jsonp)").handler(fetch);
    String send = session + "(?:xhr|jsonp)_send";
    router.postWithRegex(send).handler(this::beginToRead).failureHandler(SockJs::unreadable);
    router.postWithRegex(send).handler(bodies()).handler(SockJs::look);
    router.route(path + "/*").handler(SockJs::noUpgrade);
    SockJSHandler handler = SockJSHandler.create(vertx, options);
    router.route(path + "*").subRouter(handler.socketHandler(this::opened)); // path itself too
  }

  private BodyHandler bodies() {
    return BodyHandler.create(false).setBodyLimit(maxBody(limits)).setMergeFormAttributes(false);
  }

  private static String session(RoutingContext context) {
    String session = context.pathParam(NAME);
    context.request().params().set(NAME, session);
    return session;
  }

  // ---- what is fetched

  private void fetch(
      RoutingContext context,
      Function<HttpServerRequest, String> address,
      Handler<RoutingContext> lasting) {
    String session = session(context);
    Correspondent known = all.find(session);
    Correspondent correspondent = known;
    if (known == null) {
      try {
        correspondent = make(session, clients.enter(address.apply(context.request())));
      } catch (Doorman.Refused refused) {
        counts.refused(refused.status());
        context.response().putHeader("Retry-After", "" + refused.retryAfterS());
        answer(context, refused.status(), refused.getMessage());
        return;
      }
    }
    HttpServerConnection connection = (HttpServerConnection) context.request().connection();
    correspondent.comesBy(connection.channelHandlerContext().channel());
    context.response().putHeader("Connection", "close");
    lasting.handle(context);
    context.addEndHandler(answeredTo(correspondent));
    context.next();
    correspondent.fetches();
    if (known == null && !correspondent.isOpened()) {
      correspondent.forget(); // vertx-web did not like the rest of the request
    }
  }

  private static Handler<AsyncResult<Void>> answeredTo(Correspondent correspondent) {
    return done -> correspondent.hasFetched();
  }

  private Correspondent make(String session, Clients.Place place) {
    Function<Outlet, Talk> talk = outlet -> talks.apply(outlet, LinesDialect.IT);
    Correspondent made = new Correspondent(vertx, loop, limits, counts, place, talk);
    Correspondent other = all.add(session, made);
    if (other != null) { // it has just come to another loop too
      made.forget();
      return other;
    }
    made.whenGone(() -> all.remove(session, made));
    return made;
  }

  /** Of one that nobody was let in for nothing may come: another name in the same place. */
  private void opened(SockJSSocket socket) {
    Correspondent correspondent = all.find(socket.routingContext().request().getParam(NAME));
    if (correspondent == null) {
      socket.close();
    } else {
      correspondent.opened(socket);
    }
  }

  // ---- what is sent

  private void beginToRead(RoutingContext context) {
    Correspondent correspondent = all.find(session(context));
    if (correspondent == null) {
      answer(context, 404, "there is no such session");
    } else if (!correspondent.isToSend()) {
      answer(context, 429, "one after the other: another request of this session is being read");
    } else {
      context.addEndHandler(done -> correspondent.hasSent());
      context.next();
    }
  }

  /** What is missing or empty vertx-web says itself. */
  private static void look(RoutingContext context) {
    boolean isForm = context.request().isExpectMultipart();
    String text = isForm ? context.request().getFormAttribute("d") : context.body().asString();
    try {
      if (text != null && !text.isEmpty()) {
        Framing.messages(text);
      }
    } catch (DecodeException e) {
      answer(context, 500, "Broken JSON encoding."); // as SockJS has it
      return;
    }
    context.next();
  }

  private static void unreadable(RoutingContext context) {
    boolean isTooLarge = context.statusCode() == 413;
    answer(
        context,
        isTooLarge ? 413 : 400,
        isTooLarge ? "more than is read at once" : "this request cannot be read");
  }

  private static void noUpgrade(RoutingContext context) {
    if (context.request().canUpgradeToWebSocket()) {
      answer(context, 404, "there is nothing here");
    } else {
      context.next();
    }
  }

  private static void answer(RoutingContext context, int status, String sentence) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain; charset=UTF-8")
        .end(sentence + "\n");
  }
}
