package chatnode.ways.http;

import chatnode.room.Rooms;
import chatnode.room.Visitor;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

/** Who makes a request: asked once for each, before anything is answered. */
final class Callers {
  private final Rooms rooms;

  Callers(Rooms rooms) {
    this.rooms = rooms;
  }

  /** Completes on the loop, mostly at once. */
  Future<Visitor> of(HttpServerRequest request) {
    return Future.succeededFuture(rooms.visit(rooms.who().nobody()));
  }
}
