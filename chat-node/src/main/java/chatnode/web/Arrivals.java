package chatnode.web;

import chatnode.count.LoopCounts;
import chatnode.protocol.FrameReader;
import chatnode.protocol.Refusal;
import chatnode.room.Rooms;
import chatnode.ways.Clients;
import chatnode.ways.Doorman;
import chatnode.ways.Turn;
import chatnode.ways.sockjs.SockJs;
import chatnode.ways.stomp.StompDialects;
import chatnode.ways.stomp.StompTalk;
import chatnode.ways.ws.Connection;
import chatnode.ways.ws.JsonTalk;
import chatnode.ways.ws.PlainTalk;
import chatnode.ways.ws.Talk;
import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The sockets of one loop, from the upgrade on. Whatever happens while one is being opened, what
 * was counted for it is given back once.
 */
final class Arrivals {
  private static final String JSON = "chat.v1.json";
  private static final String STOMP = "v12.stomp";
  private static final String OLDER_STOMP = "v11.stomp";

  /** What can be spoken over a WebSocket, beside nothing in particular. */
  static final List<String> SPOKEN = List.of(JSON, STOMP, OLDER_STOMP);

  private final Vertx vertx;
  private final WebSettings settings;
  private final LoopCounts counts;
  private final Clients clients;
  private final Deadlines deadlines;
  private final Rooms rooms;
  private final FrameReader reader;
  private final StompDialects dialects = new StompDialects();
  private final SockJs sockJs;
  private final Turn turn;

  /** Made on the loop of {@code rooms}. */
  Arrivals(
      Vertx vertx,
      Turn turn,
      WebSettings settings,
      LoopCounts counts,
      Clients clients,
      Deadlines deadlines,
      Rooms rooms,
      SockJs sockJs) {
    this.vertx = vertx;
    this.settings = settings;
    this.counts = counts;
    this.clients = clients;
    this.deadlines = deadlines;
    this.rooms = rooms;
    this.reader = new FrameReader(settings.rule());
    this.sockJs = sockJs;
    this.turn = turn;
  }

  /** A request that has passed the handshake. */
  void accept(RoutingContext context) {
    HttpServerRequest request = context.request();
    BiFunction<Connection, String, Talk> talk;
    Clients.Place place;
    try {
      talk = talk(context);
      place = clients.enter(settings.proxies().client(request));
    } catch (Refusal refusal) {
      counts.refused(400);
      Endpoints.answer(context, 400, refusal.getMessage());
      return;
    } catch (Doorman.Refused refused) {
      counts.refused(refused.status());
      context
          .response()
          .putHeader("Retry-After", "" + refused.retryAfterS())
          .putHeader("Connection", "close"); // who may not stay makes room
      context.addEndHandler(sent -> request.connection().close());
      Endpoints.answer(context, refused.status(), refused.getMessage());
      return;
    }
    try {
      upgrade(request, talk, place);
    } catch (RuntimeException failure) {
      place.giveBack();
      throw failure;
    }
  }

  /** What is chosen in the handshake is spoken; what the path is for, if nothing is offered. */
  private BiFunction<Connection, String, Talk> talk(RoutingContext context) {
    if (SockJsDoor.isSession(context)) {
      return (connection, none) -> sockJs.talk(connection);
    }
    if (SockJsDoor.isRaw(context)) {
      return (connection, none) -> new JsonTalk(rooms, reader, connection);
    }
    if (!Handshake.offered(context.request()).isEmpty()) {
      return (connection, chosen) ->
          chosen.equals(JSON) ? new JsonTalk(rooms, reader, connection) : stomp(connection);
    }
    if (context.normalizedPath().startsWith(Routes.STOMP)) {
      return (connection, none) -> stomp(connection);
    }
    PlainTalk.Wish wish = Plain.wish(context.queryParams());
    return (connection, none) -> new PlainTalk(rooms, settings.rule(), wish, connection);
  }

  private Talk stomp(Connection connection) {
    return new StompTalk(rooms, settings.rule(), settings.limits(), dialects, connection);
  }

  private void upgrade(
      HttpServerRequest request, BiFunction<Connection, String, Talk> talk, Clients.Place place) {
    // The wrapper vertx-web puts around the socket hides its channel; the request's connection has
    // it.
    Channel channel =
        ((HttpServerConnection) request.connection()).channelHandlerContext().channel();
    Handshake.offerInOneLine(request);
    request
        .toWebSocket()
        .onSuccess(
            socket -> {
              deadlines.upgraded(request.connection());
              open(channel, socket.subProtocol(), talk, place);
            })
        .onFailure(
            failure -> {
              place.giveBack();
              channel.close();
            });
  }

  private void open(
      Channel channel,
      String chosen,
      BiFunction<Connection, String, Talk> talk,
      Clients.Place place) {
    Connection connection = new Connection(vertx, turn, settings.limits(), counts, channel);
    place.take(connection);
    counts.opened();
    connection.open(talk.apply(connection, chosen), place::giveBack);
    place.taken();
  }
}
