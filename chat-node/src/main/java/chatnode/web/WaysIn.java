package chatnode.web;

import chatnode.count.LoopCounts;
import chatnode.health.Health;
import chatnode.protocol.FrameReader;
import chatnode.room.Rooms;
import chatnode.ways.Clients;
import chatnode.ways.Doorman;
import chatnode.ways.Turn;
import chatnode.ways.http.Api;
import chatnode.ways.http.Events;
import chatnode.ways.sockjs.Correspondents;
import chatnode.ways.sockjs.SockJs;
import chatnode.ways.ws.JsonTalk;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.function.Supplier;

/** All ways in of one loop, put together: what each of them needs, and the door it has. */
final class WaysIn {
  private final Vertx vertx;
  private final WebSettings settings;
  private final LoopCounts counts;
  private final Doorman doorman;
  private final Correspondents correspondents;
  private final Deadlines deadlines;
  private final Clients clients;
  private final Rooms rooms;
  private final Turn turn;

  /** Made on the loop of {@code rooms}; {@code correspondents} are those of all loops. */
  WaysIn(
      Vertx vertx,
      WebSettings settings,
      LoopCounts counts,
      Doorman doorman,
      Correspondents correspondents,
      Deadlines deadlines,
      Clients clients,
      Rooms rooms) {
    this.vertx = vertx;
    this.settings = settings;
    this.counts = counts;
    this.doorman = doorman;
    this.correspondents = correspondents;
    this.deadlines = deadlines;
    this.clients = clients;
    this.rooms = rooms;
    this.turn = new Turn(vertx.getOrCreateContext());
  }

  Router router(Supplier<Health> health) {
    Origins origins = new Origins(settings.origins(), settings.nodes());
    Provenance provenance =
        new Provenance(
            origins,
            settings.hosts(),
            settings.proxies(),
            address -> rooms.sanctions().againstAddress(address));
    ApiDoor apiDoor = new ApiDoor(provenance, settings.proxies(), doorman, deadlines, counts);
    SockJs sockJs = sockJs();
    return new Routes(
            origins,
            new Handshake(provenance, Arrivals.SPOKEN),
            apiDoor,
            api(apiDoor),
            new SockJsDoor(sockJs, origins, provenance, settings.proxies()::client, deadlines),
            arrivals(sockJs)::accept,
            health,
            counts)
        .router(vertx, settings.page(), SockJs.options(settings.limits()));
  }

  private Arrivals arrivals(SockJs sockJs) {
    return new Arrivals(vertx, turn, settings, counts, clients, deadlines, rooms, sockJs);
  }

  private Api api(ApiDoor door) {
    Events events =
        new Events(
            vertx,
            turn,
            settings.limits(),
            counts,
            clients,
            rooms,
            settings.proxies()::client,
            deadlines::upgraded);
    return new Api(rooms, clients, door, events, settings.rule(), settings.limits().maxFrame());
  }

  private SockJs sockJs() {
    FrameReader reader = new FrameReader(settings.rule());
    return new SockJs(
        vertx,
        settings.limits(),
        counts,
        clients,
        correspondents,
        (outlet, dialect) -> new JsonTalk(rooms, reader, outlet, dialect));
  }
}
