package chatnode.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatnode.store.Store;
import chatnode.store.StoreProblem;
import chatpostgres.PostgresServer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an operator is told when a PostgreSQL cannot be begun with. */
class PostgresqlStartTest {
  private static final PostgresServer SERVER = TestPostgres.server();
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    SharedStore.await(vertx.close());
  }

  private static void bringUp(String url, String password) throws StoreProblem {
    new PostgresqlStart(PostgresqlPlace.of(url, password), 2, 1).bringUp();
  }

  @Test
  void aWrongPasswordIsSaidAtOnce() {
    for (String wrong : new String[] {"wrong", null}) {
      assertThatThrownBy(() -> bringUp(SERVER.url(), wrong))
          .isInstanceOf(StoreProblem.class)
          .hasMessageContaining(SERVER.url())
          .hasMessageContaining("CHAT_STORE_PASSWORD");
    }
  }

  @Test
  void aDatabaseThatDoesNotExistIsSaidAtOnce() {
    assertThatThrownBy(() -> bringUp(TestPostgres.url(SERVER, "nowhere"), SERVER.password()))
        .isInstanceOf(StoreProblem.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining("create the database");
  }

  @Test
  void aServerThatDoesNotComeIsWaitedForAWhile() {
    PostgresServer down = TestPostgres.own("down");
    String url = down.url();
    down.close();
    assertThatThrownBy(() -> bringUp(url, "x"))
        .isInstanceOf(StoreProblem.class)
        .hasMessageContaining(url + " cannot be reached")
        .hasMessageContaining("start it");
  }

  @Test
  void aServerWithoutTlsIsSaidAtOnceWhereTlsIsAskedFor() {
    assertThatThrownBy(() -> bringUp(SERVER.url() + "?sslmode=require", SERVER.password()))
        .isInstanceOf(StoreProblem.class)
        .hasMessageContaining("SSL");
  }

  @Test
  void aNewerSchemaIsSaidAtOnce() throws Exception {
    String place = TestPostgres.database();
    bringUp(place, SERVER.password());
    String name = place.substring(place.lastIndexOf('/') + 1);
    TestPostgres.run(
        SERVER, name, "update schema_version set mversion = '77' where mversion = '2'");
    assertThatThrownBy(() -> bringUp(place, SERVER.password()))
        .isInstanceOf(StoreProblem.class)
        .hasMessageContaining("newer chat-node")
        .hasMessageContaining("77");
  }

  @Test
  void anotherEncodingIsSaidAtOnce() throws Exception {
    TestPostgres.run(
        SERVER, "chat", "create database latin encoding 'LATIN1' locale 'C' template template0");
    assertThatThrownBy(() -> bringUp(TestPostgres.url(SERVER, "latin"), SERVER.password()))
        .isInstanceOf(StoreProblem.class)
        .hasMessageContaining("LATIN1")
        .hasMessageContaining("UTF8");
  }

  @Test
  void whoMayMakeNoTablesIsToldSo() throws Exception {
    String place = TestPostgres.database();
    TestPostgres.run(SERVER, "chat", "create user guest password 'guest'");
    assertThatThrownBy(() -> bringUp(place.replace("chat@", "guest@"), "guest"))
        .isInstanceOf(StoreProblem.class)
        .hasMessageContaining("owner of the database");
  }

  @Test
  void nodesThatStartAtOnceMakeOneStore() throws Exception {
    String place = TestPostgres.database();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Store> open = () -> TestPostgres.open(place, Duration.ZERO, 0);
      Set<String> ids = new HashSet<>();
      for (Future<Store> each : threads.invokeAll(List.of(open, open, open, open))) {
        Store store = each.get();
        ids.add(store.state().id());
        SharedStore.await(store.stop(5_000));
      }
      assertThat(ids).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }
}
