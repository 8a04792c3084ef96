package chatnode.ways.http;

import chatnode.count.LoopCounts;
import chatnode.room.Rooms;
import chatnode.room.Visitor;
import chatnode.ways.ClientLimits;
import chatnode.ways.Clients;
import chatnode.ways.Doorman;
import chatnode.ways.Turn;
import chatnode.ways.sse.EventStream;
import chatnode.ways.sse.SseDialect;
import chatnode.ways.sse.Takeover;
import chatnode.ways.sse.Wish;
import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Requests for server-sent events, until the head of the answer is written; the rest is the {@link
 * EventStream}'s. Whatever happens until then is answered as a problem, and what was counted for it
 * is given back once.
 */
public final class Events {
  private final Vertx vertx;
  private final Turn turn;
  private final ClientLimits limits;
  private final LoopCounts counts;
  private final Clients clients;
  private final Rooms rooms;
  private final Function<HttpServerRequest, String> address;
  private final Consumer<HttpConnection> begun;

  /**
   * On the loop of {@code rooms}.
   *
   * @param address whose a request is
   * @param begun told of each connection that is not HTTP's any more
   */
  public Events(
      Vertx vertx,
      Turn turn,
      ClientLimits limits,
      LoopCounts counts,
      Clients clients,
      Rooms rooms,
      Function<HttpServerRequest, String> address,
      Consumer<HttpConnection> begun) {
    this.vertx = vertx;
    this.turn = turn;
    this.limits = limits;
    this.counts = counts;
    this.clients = clients;
    this.rooms = rooms;
    this.address = address;
    this.begun = begun;
  }

  void ofRoom(Visitor visitor, RoutingContext context) {
    answer(visitor, context, Listening.toRoom(context), true);
  }

  void ofRooms(Visitor visitor, RoutingContext context) {
    int most = rooms.settings().limits().rooms();
    answer(visitor, context, Listening.toRooms(context, most), false);
  }

  private void answer(Visitor caller, RoutingContext context, Wish asked, boolean isOfOneRoom) {
    HttpServerRequest request = context.request();
    Visitor visitor = asked.visitor(caller);
    asked.joins().forEach(join -> visitor.mayJoin(join.room()));
    if (request.method() == HttpMethod.HEAD) {
      head(context).end();
      return;
    }
    Channel channel =
        ((HttpServerConnection) request.connection()).channelHandlerContext().channel();
    if (!channel.isActive()) {
      return; // gone already
    }
    Clients.Place place;
    try {
      place = clients.enter(address.apply(request));
    } catch (Doorman.Refused refused) {
      refuse(context, refused);
      return;
    }
    try {
      takeOver(context, Takeover.begin(channel), visitor, asked, isOfOneRoom, place);
    } catch (RuntimeException failure) {
      place.giveBack();
      throw failure;
    }
  }

  private void takeOver(
      RoutingContext context,
      Takeover takeover,
      Visitor visitor,
      Wish wish,
      boolean isOfOneRoom,
      Clients.Place place) {
    HttpConnection connection = context.request().connection();
    boolean isChunked = context.request().version() != HttpVersion.HTTP_1_0;
    SseDialect dialect = SseDialect.of(isOfOneRoom, isChunked);
    head(context)
        .write(EventStream.BEGINNING)
        .onSuccess(written -> begin(connection, takeover, dialect, visitor, wish, place))
        .onFailure(failure -> place.giveBack());
  }

  private static HttpServerResponse head(RoutingContext context) {
    HttpServerResponse response = context.response();
    // Vert.x would promise some clients to keep the connection.
    context.addHeadersEndHandler(v -> response.putHeader("Connection", "close"));
    return response
        .putHeader("Content-Type", "text/event-stream; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no") // asks nginx to pass on what it gets
        .putHeader("X-Content-Type-Options", "nosniff");
  }

  /** Who may not stay makes room. */
  private void refuse(RoutingContext context, Doorman.Refused refused) {
    counts.refused(refused.status());
    context.response().putHeader("Connection", "close");
    context.addEndHandler(sent -> context.request().connection().close());
    Problem.of(refused).answer(context.response());
  }

  private void begin(
      HttpConnection connection,
      Takeover takeover,
      SseDialect dialect,
      Visitor visitor,
      Wish wish,
      Clients.Place place) {
    try {
      begun.accept(connection);
      EventStream stream = new EventStream(vertx, turn, limits, counts, takeover, dialect);
      place.take(stream);
      counts.opened();
      stream.open(visitor, wish, place::giveBack);
      place.taken();
    } catch (RuntimeException failure) {
      place.giveBack();
      throw failure;
    }
  }
}
