package chatnode.web;

import chatnode.count.LoopCounts;
import chatnode.room.Dialect;
import chatnode.room.Outlet;
import chatnode.ways.ClientLimits;
import chatnode.ways.Clients;
import chatnode.ways.Doorman;
import chatnode.ways.Turn;
import chatnode.ways.sockjs.Correspondents;
import chatnode.ways.sockjs.EchoTalk;
import chatnode.ways.sockjs.SockJs;
import chatnode.ways.ws.Connection;
import chatnode.ways.ws.Talk;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The services that SockJS's own tests (sockjs-protocol.py) ask for, behind the door of {@code
 * /sockjs}: what the chat says there replaced by an echo. One code differs: who is sent away gets
 * {@code c[1001,"Go away!"]}, since codes are those of the chat. To run them by hand: {@link #main}
 * with a port, then {@code SOCKJS_URL=http://localhost:PORT python sockjs-protocol.py}.
 */
final class SockJsEcho extends VerticleBase {
  private static final ClientLimits LIMITS =
      new ClientLimits(1 << 20, 0, 1, 1 << 20, 10_000, 25_000);
  private static final int RESPONSE_LIMIT = 4096; // as the tests want it

  private final int port;
  private final LoopCounts counts = new LoopCounts();
  private final Deadlines deadlines = new Deadlines(10_000);
  private Turn turn;
  private Clients clients;
  private int actualPort;

  SockJsEcho(int port) {
    this.port = port;
  }

  public static void main(String[] args) {
    Vertx.vertx().deployVerticle(new SockJsEcho(Integer.parseInt(args[0])));
  }

  int port() {
    return actualPort;
  }

  @Override
  public Future<?> start() {
    turn = new Turn(vertx.getOrCreateContext());
    clients = new Clients(vertx, new Doorman(1000, 0, 0, 0));
    Router router = Router.router(vertx);
    serve(router, "/echo", options(), true);
    serve(router, "/close", options(), false);
    serve(router, "/disabled_websocket_echo", options().addDisabledTransport("WEBSOCKET"), true);
    serve(router, "/cookie_needed_echo", options().setInsertJSESSIONID(true), true);
    Endpoints.close(router);
    return vertx
        .createHttpServer(
            Endpoints.options()
                .setCompressionSupported(true)
                .setMaxFormAttributeSize(SockJs.maxBody(LIMITS))
                .setMaxFormBufferedBytes(SockJs.maxBody(LIMITS)))
        .invalidRequestHandler(Endpoints::invalid)
        .requestHandler(router)
        .listen(port)
        .onSuccess(server -> actualPort = server.actualPort());
  }

  private static SockJSHandlerOptions options() {
    return SockJs.options(LIMITS).setMaxBytesStreaming(RESPONSE_LIMIT);
  }

  private void serve(Router router, String path, SockJSHandlerOptions options, boolean stays) {
    Origins origins = new Origins(Set.of("*"), Set::of);
    Proxies proxies = new Proxies(List.of());
    Provenance provenance =
        new Provenance(
            origins, new Hosts(List.of("*"), List.of(), "localhost"), proxies, address -> null);
    BiFunction<Outlet, Dialect, Talk> talks =
        (outlet, dialect) -> new EchoTalk(outlet, dialect, stays);
    SockJs sockJs = new SockJs(vertx, LIMITS, counts, clients, new Correspondents(), talks);
    SockJsDoor door = new SockJsDoor(sockJs, origins, provenance, proxies::client, deadlines);
    Handshake handshake = new Handshake(provenance, List.of());
    Function<Connection, Talk> raw = connection -> new EchoTalk(connection, null, stays);
    door.mount(
        router,
        path,
        options,
        context -> {
          boolean isRaw = context.normalizedPath().equals(path + "/websocket");
          upgrade(context, handshake, isRaw ? raw : sockJs::talk);
        });
  }

  private void upgrade(
      RoutingContext context, Handshake handshake, Function<Connection, Talk> talk) {
    if (!Handshake.isUpgrade(context.request())) {
      context.next();
      return;
    }
    Refused refused = handshake.check(context.request());
    if (refused != null) {
      Endpoints.answer(context, refused.status(), refused.sentence());
      return;
    }
    Channel channel =
        ((HttpServerConnection) context.request().connection()).channelHandlerContext().channel();
    context
        .request()
        .toWebSocket()
        .onSuccess(
            socket -> {
              Connection connection = new Connection(vertx, turn, LIMITS, counts, channel);
              connection.open(talk.apply(connection), () -> {});
            });
  }
}
