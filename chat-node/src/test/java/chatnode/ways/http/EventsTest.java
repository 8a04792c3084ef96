package chatnode.ways.http;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.count.LoopCounts;
import chatnode.log.OpenLog;
import chatnode.room.OpenRooms;
import chatnode.room.Rooms;
import chatnode.ways.ClientLimits;
import chatnode.ways.Clients;
import chatnode.ways.Doorman;
import chatnode.ways.Turn;
import chatnode.who.Principal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the request to the stream: what is counted, and who is told. */
class EventsTest {
  private final Vertx vertx = Vertx.vertx();
  private final LoopCounts counts = new LoopCounts();
  private final List<HttpConnection> begun = new ArrayList<>();
  private HttpServer server;
  private volatile Clients clients;

  @BeforeEach
  void start() throws Exception {
    server =
        await(
            vertx.createHttpServer().requestHandler(request -> router().handle(request)).listen(0));
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private Router router() {
    Rooms rooms = OpenRooms.over(vertx, new OpenLog(), counts, 10);
    clients = new Clients(vertx, new Doorman(1, 0, 0, 0));
    Events events =
        new Events(
            vertx,
            new Turn(vertx.getOrCreateContext()),
            new ClientLimits(65_536, 0, 0, 1 << 20, 10_000, 25_000),
            counts,
            clients,
            rooms,
            request -> "192.0.2.1",
            begun::add);
    Router router = Router.router(vertx);
    router
        .get("/api/rooms/:room/events")
        .handler(context -> events.ofRoom(rooms.visit(Principal.NOBODY), context));
    router
        .head("/api/rooms/:room/events")
        .handler(context -> events.ofRoom(rooms.visit(Principal.NOBODY), context));
    return router;
  }

  private <T> HttpResponse<T> ask(String method, HttpResponse.BodyHandler<T> body)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + server.actualPort() + "/api/rooms/room/events");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(10))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            body);
  }

  /** Whatever watches over requests, a deadline say, has nothing to do with it any more. */
  @Test
  void whoMindsRequestsIsToldThatThisConnectionHasNoneAnyMore() throws Exception {
    HttpResponse<InputStream> stream = ask("GET", HttpResponse.BodyHandlers.ofInputStream());
    byte[] first = stream.body().readNBytes(20);
    assertThat(new String(first)).startsWith("retry: 1000\n\n");
    assertThat(begun).hasSize(1);
    assertThat(clients.count()).isEqualTo(1);
    assertThat(counts.socketsOpened()).isEqualTo(1);
  }

  @Test
  void headOpensNothing() throws Exception {
    assertThat(ask("HEAD", HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    assertThat(begun).isEmpty();
    assertThat(clients.count()).isZero();
    assertThat(counts.socketsOpened()).isZero();
  }
}
