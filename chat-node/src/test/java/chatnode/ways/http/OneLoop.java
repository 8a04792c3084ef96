package chatnode.ways.http;

import chatnode.bus.Everybody;
import chatnode.bus.LoopId;
import chatnode.bus.RoomBus;
import chatnode.clock.LoopClock;
import chatnode.count.LoopCounts;
import chatnode.log.GroupCommit;
import chatnode.log.Kept;
import chatnode.log.KeptMemory;
import chatnode.log.Retention;
import chatnode.log.RoomLog;
import chatnode.log.StoredRoomLog;
import chatnode.log.local.LocalLedgers;
import chatnode.options.Options;
import chatnode.presence.Presence;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.CloseCode;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import chatnode.protocol.RoomName;
import chatnode.protocol.ServerFrame;
import chatnode.protocol.TextRule;
import chatnode.room.Dialect;
import chatnode.room.Outcome;
import chatnode.room.Outlet;
import chatnode.room.Rooms;
import chatnode.room.Session;
import chatnode.room.Settings;
import chatnode.room.Visitor;
import chatnode.store.NoStore;
import chatnode.ways.ClientLimits;
import chatnode.ways.Clients;
import chatnode.ways.Doorman;
import chatnode.ways.Turn;
import chatnode.who.GuestIds;
import chatnode.who.Guests;
import chatnode.who.Principal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The API of one loop, with rooms that are in memory only, asked by a client that is not ours. */
final class OneLoop implements AutoCloseable {
  private static final int SECONDS = 30;
  private static final int PER_ADDRESS = 300;
  private static final Retention KEEP =
      new Retention(Duration.ofMinutes(2), 1 << 20, Duration.ofMinutes(10), false);
  private static final Settings SETTINGS =
      new Settings(
          "node",
          List::of,
          new Settings.Limits(100, 1000, 5, 1000, 0),
          new Settings.Kept(64 << 10, 1 << 20, 64 << 20, 64 << 20),
          new Settings.Timing(Duration.ofSeconds(25), Duration.ofMillis(75), Duration.ofSeconds(1)),
          new GroupCommit.Limits(
              new GroupCommit.Bound(256, 1 << 20),
              new GroupCommit.Bound(1000, 1 << 20),
              Duration.ofSeconds(10)));

  /** What was asked of the log: the names of its methods. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** What the log answers instead, when it is not null. */
  volatile RuntimeException fault;

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final StoredRoomLog log =
      new StoredRoomLog(
          new LocalLedgers(KEEP, new KeptMemory(64 << 20), System::currentTimeMillis),
          new NoStore(),
          KEEP,
          Options.with(Kept.class, "--room-idle", "0s"),
          true,
          System::currentTimeMillis);
  private Rooms rooms;
  private Clients clients;
  private HttpServer server;
  private Router router;

  OneLoop() {
    on(() -> {
          LoopClock clock = new LoopClock(vertx);
          Presence presence = new Presence("node", clock, word -> {}, new Presence.Pace(200, 1000));
          rooms =
              new Rooms(
                  clock,
                  new LoopId("node", 1),
                  watched(),
                  new RoomBus(vertx, "node", new Everybody(), new LoopCounts().bus()),
                  SETTINGS,
                  new Guests(new GuestIds(GuestIds.freshKey())),
                  new LoopCounts(),
                  presence);
          clients = new Clients(vertx, new Doorman(1000, PER_ADDRESS, 0, 0));
          router = Router.router(vertx);
          Events events =
              new Events(
                  vertx,
                  new Turn(loop),
                  new ClientLimits(1000, 0, 0, 1 << 20, 10_000, 25_000),
                  new LoopCounts(),
                  clients,
                  rooms,
                  request -> "192.0.2.1",
                  connection -> {});
          new Api(rooms, clients, new OpenDoor(), events, new TextRule(100), 1000).mount(router);
          server =
              vertx
                  .createHttpServer(new HttpServerOptions().setCompressionSupported(true))
                  .requestHandler(router);
          return rooms.start().compose(v -> server.listen(0, "127.0.0.1"));
        })
        .join();
  }

  private static final class OpenDoor implements Door {
    @Override
    public String address(HttpServerRequest request) {
      return "192.0.2.1";
    }

    @Override
    public void mayTake(HttpServerRequest request, Duration longer) {}
  }

  private RoomLog watched() {
    return (RoomLog)
        Proxy.newProxyInstance(
            RoomLog.class.getClassLoader(), new Class<?>[] {RoomLog.class}, this::ask);
  }

  private Object ask(Object proxy, Method method, Object[] arguments) throws Throwable {
    boolean isOfTheHouse =
        arguments != null && arguments.length > 0 && RoomName.OF_THE_HOUSE.equals(arguments[0]);
    if (!isOfTheHouse) {
      asked.add(method.getName());
    }
    if (fault != null && method.getReturnType() == Future.class) {
      return Future.failedFuture(fault);
    }
    try {
      return method.invoke(log, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private <T> CompletableFuture<T> on(Callable<Future<T>> work) {
    Promise<T> done = Promise.promise();
    loop.runOnContext(
        v -> {
          try {
            work.call().onComplete(done);
          } catch (Exception e) {
            done.fail(e);
          }
        });
    return done.future()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(SECONDS, TimeUnit.SECONDS);
  }

  // ---- what a test does

  int port() {
    return server.actualPort();
  }

  CompletableFuture<HttpResponse<String>> start(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
        .orTimeout(SECONDS, TimeUnit.SECONDS);
  }

  HttpResponse<String> get(String path, String... headers) {
    return start(path, headers).join();
  }

  JsonObject json(String path) {
    return new JsonObject(get(path).body());
  }

  /** Says so many messages in the room in one turn; where the last one is. */
  ServerFrame.Ack say(String room, int count) {
    return on(() -> sayNow(room, count)).join();
  }

  private Future<ServerFrame.Ack> sayNow(String room, int count) {
    Visitor visitor = rooms.visit(Principal.guest(new Person("c", "nick")));
    Promise<ServerFrame.Ack> last = Promise.promise();
    for (int i = 1; i <= count; i++) {
      boolean isLast = i == count;
      Draft draft = Draft.text(new Person("c", "nick"), "m" + System.nanoTime(), "text " + i);
      visitor.say(
          new RoomName(room),
          draft,
          false,
          new Outcome() {
            @Override
            public void kept(ServerFrame.Ack ack, boolean known) {
              if (isLast) {
                last.complete(ack);
              }
            }

            @Override
            public void refused(ServerFrame.Error error) {
              last.fail(error.message());
            }
          });
    }
    return last.future();
  }

  /** Somebody joins the room and stays. */
  void occupy(String room) {
    Promise<Void> joined = Promise.promise();
    on(() -> {
          Session session = Session.of(rooms.visit(Principal.NOBODY), new Ears(joined));
          session.take(
              new ClientFrame.Join(
                  new RoomName(room), OptionalLong.empty(), OptionalLong.empty(), 50));
          return joined.future();
        })
        .join();
  }

  List<Route> routes() {
    return router.getRoutes();
  }

  int waiting() {
    return on(() -> Future.succeededFuture(clients.count())).join();
  }

  int open() {
    return on(() -> Future.succeededFuture(rooms.size())).join();
  }

  void sayGoodbye() {
    on(() -> {
          clients.goodbyes().hurry();
          return Future.succeededFuture();
        })
        .join();
  }

  /** Those who ask go, with what they asked for. */
  void hangUp(CompletableFuture<?> request) {
    request.cancel(true);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private record Ears(Promise<Void> joined) implements Outlet, Dialect {
    @Override
    public Dialect dialect(String room) {
      return this;
    }

    @Override
    public long admit() {
      return 0;
    }

    @Override
    public void send(ServerFrame frame) {
      joined.tryComplete();
    }

    @Override
    public void write(byte[] bytes) {}

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public void close(CloseCode code, String reason) {}

    @Override
    public byte[] entries(String room, long epoch, List<Entry> entries) {
      return NOTHING;
    }

    @Override
    public byte[] frames(List<ServerFrame> frames) {
      return NOTHING;
    }

    @Override
    public boolean isNumbered() {
      return true;
    }
  }
}
