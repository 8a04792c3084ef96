package chatnode.web;

import chatnode.count.LoopCounts;
import chatnode.count.LoopReport;
import chatnode.health.Health;
import chatnode.room.Rooms;
import chatnode.ways.Clients;
import chatnode.ways.Doorman;
import chatnode.ways.sockjs.Correspondents;
import chatnode.ways.sockjs.SockJs;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
  private final Correspondents correspondents;
  private final Deadlines deadlines;
  private final Function<Vertx, Rooms> makeRooms;
  private final Promise<Void> drained = Promise.promise();
  private Clients clients;
  private Rooms rooms;
  private HttpServer server;
  private long lastProbe;

  /**
   * {@code correspondents} are those of all loops; {@code makeRooms} is called on the loop the
   * rooms belong to.
   */
  public ChatVerticle(
      WebSettings settings,
      Supplier<Health> health,
      LoopCounts counts,
      Doorman doorman,
      Correspondents correspondents,
      Function<Vertx, Rooms> makeRooms) {
    this.settings = settings;
    this.health = health;
    this.counts = counts;
    this.doorman = doorman;
    this.correspondents = correspondents;
    this.deadlines = new Deadlines(settings.headTimeoutMs());
    this.makeRooms = makeRooms;
  }

  @Override
  public Future<?> start() throws CertificateException {
    rooms = makeRooms.apply(vertx);
    clients = new Clients(vertx, doorman);
    rooms.whenSanctionsChange(this::putOut);
    Router router =
        new WaysIn(vertx, settings, counts, doorman, correspondents, deadlines, clients, rooms)
            .router(health);
    server =
        vertx
            .createHttpServer(options())
            .connectionHandler(this::opened)
            .invalidRequestHandler(Endpoints::invalid)
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
    Channel channel = ((HttpServerConnection) connection).channelHandlerContext().channel();
    if (settings.files().enter(channel)) {
      deadlines.opened(connection);
    } else {
      connection.close();
    }
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
          clients.goodbyes().begin(time);
        });
    return drained.future();
  }

  /** What this node keeps of rooms is stored, and closed where nobody else goes on with it. */
  public Future<Void> depart(BooleanSupplier someoneStays) {
    Promise<Void> departed = Promise.promise();
    context.runOnContext(v -> rooms.depart(someoneStays).onComplete(departed));
    return departed.future();
  }

  /** Shortens what remains of {@link #drain}, or will have to be done of it. */
  public void hurry() {
    context.runOnContext(
        v -> {
          clients.goodbyes().hurry();
          // The server goes on waiting for who is still loading a file: as long as before.
          vertx.setTimer(CLOSE_SECONDS * 1000, t -> drained.tryComplete());
        });
  }

  private HttpServerOptions options() throws CertificateException {
    HttpServerOptions options = Endpoints.options();
    if (settings.certificate() != null) {
      options
          .setSsl(true)
          .setUseAlpn(false)
          .setKeyCertOptions(settings.certificate().load().options());
    }
    return options
        .setUseProxyProtocol(settings.proxyProtocol())
        .setAcceptBacklog(BACKLOG)
        .setSendBufferSize(SEND_BUFFER)
        // Who hears a stream of events answers no ping: his machine has to acknowledge what he got.
        .setTcpUserTimeout(Math.toIntExact(2 * settings.limits().heartbeatMs()))
        .setCompressionSupported(true) // of the page; an upgrade takes the compressor out
        // Deflate costs a socket some 90 KB and a batch one compression per socket, and inflates
        // without a bound.
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setMaxFormAttributeSize(SockJs.maxBody(settings.limits())) // JSONP sends one attribute
        .setMaxFormBufferedBytes(SockJs.maxBody(settings.limits()))
        .setMaxWebSocketFrameSize(settings.limits().maxFrame())
        .setWebSocketSubProtocols(Arrivals.SPOKEN)
        .setWebSocketClosingTimeout(2);
  }

  /** How much later than asked for this loop gets to something. */
  private void probe() {
    long now = System.nanoTime();
    counts.late(Math.max(0, now - lastProbe - PROBE_MS * 1_000_000L));
    lastProbe = now;
  }

  /** Asks the rooms of this loop something, on any thread. */
  public <T> Future<T> ask(Function<Rooms, Future<T>> question) {
    Promise<T> answer = Promise.promise();
    context.runOnContext(
        v -> Future.succeededFuture(rooms).compose(question).onComplete(answer)); // may throw
    return answer.future();
  }

  /** The same of who has come in here. */
  public <T> Future<T> askClients(Function<Clients, T> question) {
    Promise<T> answer = Promise.promise();
    context.runOnContext(v -> Future.succeededFuture(clients).map(question).onComplete(answer));
    return answer.future();
  }

  /** The loop as it is now, asked on any thread; {@code withRooms} starts its list anew. */
  public Future<LoopReport> report(boolean withRooms) {
    Promise<LoopReport> report = Promise.promise();
    context.runOnContext(
        v ->
            report.complete(
                new LoopReport(
                    counts.copy(),
                    clients.count(),
                    rooms.size(),
                    withRooms ? rooms.busiestHere(BUSIEST) : List.of())));
    return report.future();
  }

  /** Those whose address is banned. */
  private void putOut() {
    clients.putOut(rooms.sanctions()::againstAddress);
  }

  private void checkAll() {
    long now = System.nanoTime();
    putOut(); // some may have been coming in when it was
    deadlines.check(now);
    settings.files().check(now);
    clients.check(now);
  }
}
