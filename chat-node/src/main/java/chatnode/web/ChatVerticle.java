package chatnode.web;

import chatnode.count.LoopCounts;
import chatnode.count.LoopReport;
import chatnode.protocol.CloseCode;
import chatnode.protocol.FrameReader;
import chatnode.protocol.Nickname;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import chatnode.room.Dialect;
import chatnode.room.Guest;
import chatnode.room.PlainSession;
import chatnode.room.Rooms;
import chatnode.room.Session;
import chatnode.ways.ws.Connection;
import chatnode.ways.ws.Goodbyes;
import chatnode.ways.ws.Turn;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All of chat on one event loop: its own server on the shared port, its own sockets, its own rooms,
 * its own ear on the bus.
 */
public final class ChatVerticle extends VerticleBase {
  private static final int CHECK_MS = 1000;
  private static final int PROBE_MS = 200;
  private static final int BUSIEST = 20;
  private static final int CLOSE_SECONDS = 5;
  private static final int BACKLOG = 8192;
  private static final int SEND_BUFFER = 256 * 1024;

  private final WebSettings settings;
  private final Supplier<Health> health;
  private final LoopCounts counts;
  private final Doorman doorman;
  private final Deadlines deadlines;
  private final Function<Vertx, Rooms> makeRooms;
  private final Set<Connection> connections = new HashSet<>();
  private final FrameReader reader;
  private final Promise<Void> drained = Promise.promise();
  private Goodbyes goodbyes;
  private Rooms rooms;
  private Turn turn;
  private HttpServer server;
  private long lastProbe;

  /** {@code makeRooms} is called on the loop the rooms belong to. */
  public ChatVerticle(
      WebSettings settings,
      Supplier<Health> health,
      LoopCounts counts,
      Doorman doorman,
      Function<Vertx, Rooms> makeRooms) {
    this.settings = settings;
    this.health = health;
    this.counts = counts;
    this.doorman = doorman;
    this.deadlines = new Deadlines(settings.headTimeoutMs());
    this.makeRooms = makeRooms;
    this.reader = new FrameReader(settings.rule());
  }

  @Override
  public Future<?> start() {
    turn = new Turn(context);
    goodbyes = new Goodbyes(vertx, connections);
    rooms = makeRooms.apply(vertx);
    Handshake handshake = new Handshake(settings.origins(), settings.hosts(), settings.proxies());
    Routes routes = new Routes(handshake, this::accept, health, counts);
    Router router = routes.router(vertx, settings.webroot());
    server =
        vertx
            .createHttpServer(options())
            .connectionHandler(this::opened)
            .requestHandler(
                request -> {
                  deadlines.requested(request);
                  router.handle(request);
                });
    vertx.setPeriodic(CHECK_MS, t -> checkAll());
    lastProbe = System.nanoTime();
    vertx.setPeriodic(PROBE_MS, t -> probe());
    return rooms.start().compose(v -> server.listen(settings.address()));
  }

  private void opened(HttpConnection connection) {
    if (settings.proxyProtocol() && !settings.proxies().areAt(connection)) {
      connection.close(); // says it is a proxy, and is none of ours
      return;
    }
    deadlines.opened(connection);
  }

  /** New connections get the new certificate: forced, since the paths are the same. */
  public Future<?> renew(ServerSSLOptions certificate) {
    return server.updateSSLOptions(certificate, true);
  }

  /** The port that is really listened on. */
  public int port() {
    return server.actualPort();
  }

  /**
   * Accepts nobody any more and says goodbye to everyone, spread evenly over {@code time}, so that
   * the other nodes get them one by one. Completes when the last has gone.
   */
  public Future<Void> drain(Duration time) {
    context.runOnContext(
        v -> {
          server
              .shutdown(time.toSeconds() + CLOSE_SECONDS, TimeUnit.SECONDS)
              .onComplete(done -> drained.tryComplete());
          goodbyes.begin(time);
        });
    return drained.future();
  }

  /** Shortens what remains of {@link #drain}, or will have to be done of it. */
  public void hurry() {
    context.runOnContext(
        v -> {
          goodbyes.hurry();
          // The server goes on waiting for who is still loading a file: as long as before.
          vertx.setTimer(CLOSE_SECONDS * 1000, t -> drained.tryComplete());
        });
  }

  private HttpServerOptions options() {
    HttpServerOptions options = new HttpServerOptions();
    if (settings.certificate() != null) {
      options.setSsl(true).setUseAlpn(false).setKeyCertOptions(settings.certificate().options());
    }
    return options
        .setUseProxyProtocol(settings.proxyProtocol())
        .setAcceptBacklog(BACKLOG)
        .setSendBufferSize(SEND_BUFFER)
        .setCompressionSupported(true) // of the page; an upgrade takes the compressor out
        // Deflate costs a socket some 90 KB and a batch one compression per socket, and inflates
        // without a bound.
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(settings.socket().maxFrame())
        .setWebSocketSubProtocols(List.of(Handshake.JSON))
        .setWebSocketClosingTimeout(2)
        .setHttp2ClearTextEnabled(false);
  }

  private void accept(RoutingContext context) {
    HttpServerRequest request = context.request();
    boolean json = Handshake.offered(request).contains(Handshake.JSON);
    Plain plain = null;
    try {
      plain = json ? null : Plain.of(context.queryParams());
    } catch (Refusal | NumberFormatException refusal) {
      Routes.answer(context, 400, refusal.getMessage());
      return;
    }
    String address = settings.proxies().client(request);
    Doorman.Refused refused = doorman.enter(address, System.nanoTime());
    if (refused != null) {
      counts.refused(refused.status());
      context.response().putHeader("Retry-After", "" + refused.retryAfterS());
      Routes.answer(context, refused.status(), refused.sentence());
      return;
    }
    Plain wish = plain;
    // The wrapper vertx-web puts around the socket hides its channel; the request's connection has
    // it.
    Channel channel =
        ((HttpServerConnection) request.connection()).channelHandlerContext().channel();
    request
        .toWebSocket()
        .onSuccess(
            socket -> {
              deadlines.upgraded(request.connection());
              open(socket, channel, wish, address);
            })
        .onFailure(
            failure -> {
              doorman.leave(address);
              channel.close();
            });
  }

  private void open(ServerWebSocket socket, Channel channel, Plain plain, String address) {
    Dialect dialect = plain == null ? Connection.JSON : Connection.PLAIN;
    Connection connection =
        new Connection(vertx, turn, settings.socket(), counts, dialect, socket, channel);
    try {
      Guest guest =
          plain == null
              ? new Session(rooms, connection, reader)
              : new PlainSession(
                  rooms, connection, settings.rule(), plain.room, plain.nick, plain.recent);
      connections.add(connection);
      counts.opened();
      connection.open(
          guest,
          () -> {
            connections.remove(connection);
            doorman.leave(address);
          });
      goodbyes.late(connection);
    } catch (Refusal refusal) {
      doorman.leave(address);
      socket.close(CloseCode.OVERLOADED.code(), refusal.getMessage());
    }
  }

  /** What a plain client asks for in the query. */
  private record Plain(RoomName room, String nick, int recent) {
    private static final int MAX_RECENT = 1000;

    static Plain of(MultiMap query) {
      String nick = query.get("nick");
      String recent = query.get("recent");
      int count = recent == null ? 0 : Integer.parseInt(recent);
      return new Plain(
          new RoomName(query.contains("room") ? query.get("room") : "lobby"),
          nick == null ? "guest" : new Nickname(nick).value(),
          Math.max(0, Math.min(MAX_RECENT, count)));
    }
  }

  /** How much later than asked for this loop gets to something. */
  private void probe() {
    long now = System.nanoTime();
    counts.late(Math.max(0, now - lastProbe - PROBE_MS * 1_000_000L));
    lastProbe = now;
  }

  /** The loop as it is now, asked on any thread; {@code withRooms} starts its list anew. */
  public Future<LoopReport> report(boolean withRooms) {
    Promise<LoopReport> report = Promise.promise();
    context.runOnContext(
        v ->
            report.complete(
                new LoopReport(
                    counts.copy(),
                    connections.size(),
                    rooms.size(),
                    withRooms ? rooms.busiestHere(BUSIEST) : List.of())));
    return report.future();
  }

  private void checkAll() {
    long now = System.nanoTime();
    deadlines.check(now);
    List.copyOf(connections).forEach(connection -> connection.check(now));
  }
}
