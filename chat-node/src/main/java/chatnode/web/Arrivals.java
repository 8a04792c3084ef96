package chatnode.web;

import chatnode.count.LoopCounts;
import chatnode.protocol.CloseCode;
import chatnode.protocol.FrameReader;
import chatnode.protocol.Refusal;
import chatnode.room.Dialect;
import chatnode.room.Inlet;
import chatnode.room.PlainSession;
import chatnode.room.Rooms;
import chatnode.room.Session;
import chatnode.ways.Turn;
import chatnode.ways.ws.Connection;
import chatnode.ways.ws.Goodbyes;
import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The sockets of one loop, from the upgrade on. Whatever happens while one is being opened, what
 * was counted for it is given back once.
 */
final class Arrivals {
  private static final Logger LOG = Logger.getLogger(Arrivals.class.getName());

  private final Vertx vertx;
  private final WebSettings settings;
  private final LoopCounts counts;
  private final Doorman doorman;
  private final Deadlines deadlines;
  private final Rooms rooms;
  private final FrameReader reader;
  private final Turn turn;
  private final Set<Connection> connections = new HashSet<>();
  private final Goodbyes goodbyes;

  /** Made on the loop of {@code rooms}. */
  Arrivals(
      Vertx vertx,
      WebSettings settings,
      LoopCounts counts,
      Doorman doorman,
      Deadlines deadlines,
      Rooms rooms) {
    this.vertx = vertx;
    this.settings = settings;
    this.counts = counts;
    this.doorman = doorman;
    this.deadlines = deadlines;
    this.rooms = rooms;
    this.reader = new FrameReader(settings.rule());
    this.turn = new Turn(vertx.getOrCreateContext());
    this.goodbyes = new Goodbyes(vertx, connections);
  }

  /** Those of now, whenever now is. */
  Set<Connection> connections() {
    return connections;
  }

  Goodbyes goodbyes() {
    return goodbyes;
  }

  /** A request that has passed the handshake. */
  void accept(RoutingContext context) {
    HttpServerRequest request = context.request();
    Plain plain = null;
    try {
      boolean isJson = Handshake.offered(request).contains(Handshake.JSON);
      plain = isJson ? null : Plain.of(context.queryParams());
    } catch (Refusal refusal) {
      counts.refused(400);
      Endpoints.answer(context, 400, refusal.getMessage());
      return;
    }
    String address = settings.proxies().client(request);
    Doorman.Refused refused = doorman.enter(address, System.nanoTime());
    if (refused != null) {
      counts.refused(refused.status());
      context
          .response()
          .putHeader("Retry-After", "" + refused.retryAfterS())
          .putHeader("Connection", "close"); // who may not stay makes room
      context.addEndHandler(sent -> request.connection().close());
      Endpoints.answer(context, refused.status(), refused.sentence());
      return;
    }
    Place place = new Place(address);
    try {
      upgrade(request, plain, place);
    } catch (RuntimeException failure) {
      place.giveBack();
      throw failure;
    }
  }

  private void upgrade(HttpServerRequest request, Plain plain, Place place) {
    // The wrapper vertx-web puts around the socket hides its channel; the request's connection has
    // it.
    Channel channel =
        ((HttpServerConnection) request.connection()).channelHandlerContext().channel();
    request
        .toWebSocket()
        .onSuccess(
            socket -> {
              deadlines.upgraded(request.connection());
              open(socket, channel, plain, place);
            })
        .onFailure(
            failure -> {
              place.giveBack();
              channel.close();
            });
  }

  private void open(ServerWebSocket socket, Channel channel, Plain plain, Place place) {
    Dialect dialect = plain == null ? Connection.JSON : Connection.PLAIN;
    Connection connection =
        new Connection(vertx, turn, settings.socket(), counts, dialect, socket, channel);
    try {
      Inlet inlet =
          plain == null
              ? new Session(rooms, connection, reader)
              : new PlainSession(
                  rooms, connection, settings.rule(), plain.room(), plain.nick(), plain.recent());
      place.taker = connection;
      connections.add(connection);
      counts.opened();
      connection.open(inlet, place::giveBack);
      goodbyes.late(connection);
    } catch (RuntimeException failure) {
      place.giveBack();
      refuse(connection, failure);
    }
  }

  /** What one client takes up here until it is given back. */
  private final class Place {
    private final String address;
    private Connection taker;
    private boolean isGivenBack;

    Place(String address) {
      this.address = address;
    }

    void giveBack() {
      if (!isGivenBack) {
        isGivenBack = true;
        connections.remove(taker);
        doorman.leave(address);
      }
    }
  }

  private static void refuse(Connection connection, RuntimeException failure) {
    if (failure instanceof Refusal) {
      connection.close(CloseCode.OVERLOADED, failure.getMessage());
    } else {
      LOG.log(Level.SEVERE, "a fault of this node keeps a client from coming in", failure);
      connection.close(CloseCode.OUR_FAULT, CloseCode.OUR_FAULT.reason());
    }
  }
}
