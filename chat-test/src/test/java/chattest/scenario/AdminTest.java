package chattest.scenario;

import static chattest.support.Http.metric;
import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.Http;
import chattest.support.NodeProcess;
import chattest.support.RawClient;
import chattest.support.TestCluster;
import chattest.support.Until;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The management port: what happened can be read there, by machines and people. */
class AdminTest {
  private static final Pattern NAME = Pattern.compile("\\b(?:chat|jvm|process)_\\w+");
  private static final TestCluster CLUSTER = new TestCluster();
  private static NodeProcess one;
  private static NodeProcess two;

  /** Ann on one node says something wrong and three things right; Ben on the other reads. */
  @BeforeAll
  static void start() {
    one = CLUSTER.node("--admin-port", "-1");
    two = CLUSTER.node("--admin-port", "-1");
    Client ann = Client.hello(one, "ann").join("garden");
    Client ben = Client.hello(two, "ben").join("garden");
    for (int i = 0; i < 3; i++) {
      ann.say("garden", "m" + i, "text").await("ack");
    }
    ann.say("garden", "m0", "text").await("ack"); // once more: a resend
    ann.send("{'type':'dance'}").await("error");
    ben.messages(3);
    ann.messages(3);
    Client rude = Client.hello(one, "rude").sendBinary(new byte[1]);
    rude.awaitClose();
    RawClient.http(
        one.port(), "GET /chat HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n\r\n");
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @Test
  void metricsCountWhatHappened() {
    assertThat(metric(one, "chat_sockets")).isEqualTo(1);
    assertThat(metric(one, "chat_sockets_opened_total")).isEqualTo(2);
    assertThat(metric(one, "chat_rooms")).isEqualTo(1);
    assertThat(metric(one, "chat_messages_total")).isEqualTo(4);
    assertThat(metric(one, "chat_resends_total")).isEqualTo(1);
    assertThat(metric(one, "chat_append_seconds_count")).isEqualTo(4);
    assertThat(metric(one, "chat_batch_messages_sum")).isEqualTo(4);
    assertThat(metric(two, "chat_messages_total")).isZero();
    assertThat(metric(two, "chat_deliveries_total")).isEqualTo(3);
    assertThat(metric(two, "chat_delivery_seconds_count")).isEqualTo(3);
    assertThat(metric(two, "chat_delivered_bytes_total")).isGreaterThan(3 * 50);
    assertThat(metric(one, "chat_errors_total{code=\"unknown_type\"}")).isEqualTo(1);
    assertThat(metric(one, "chat_closed_total{code=\"1003\"}")).isEqualTo(1);
    assertThat(metric(one, "chat_refused_total{status=\"400\"}")).isEqualTo(1);
    assertThat(metric(one, "chat_members")).isEqualTo(2);
    assertThat(metric(one, "chat_ready")).isEqualTo(1);
    assertThat(metric(one, "chat_beats_total{peer=\"" + two.name() + "\"}")).isPositive();
    assertThat(metric(one, "chat_loop_lag_seconds_count")).isPositive();
  }

  @Test
  void everyMetricOfTheDashboardExists() throws Exception {
    one.collectGarbage(); // what was allocated is not known before
    String metrics = Http.get(one.admin("/metrics")).body();
    Set<String> named = new TreeSet<>();
    for (Object each : dashboard().getJsonArray("panels")) {
      for (Object target : ((JsonObject) each).getJsonArray("targets")) {
        Matcher name = NAME.matcher(((JsonObject) target).getString("expr"));
        while (name.find()) {
          named.add(name.group());
        }
      }
    }
    assertThat(named).hasSizeGreaterThan(20);
    assertThat(named).allSatisfy(name -> assertThat(metrics).containsPattern("(?m)^" + name));
  }

  private static JsonObject dashboard() throws Exception {
    return new JsonObject(Files.readString(Path.of("../deploy/grafana-dashboard.json")));
  }

  @Test
  void theClusterAsJsonHasEveryNodeAndTheBusiestRooms() {
    Until.holds(() -> nodes().stream().allMatch(each -> ((JsonObject) each).containsKey("name")));
    assertThat(nodes()).hasSize(2);
    assertThat(nodes().stream().map(each -> ((JsonObject) each).getString("name")))
        .containsExactlyInAnyOrder(one.name(), two.name());
    Client kim = Client.hello(two, "kim").join("pond");
    Until.holds(
        () -> {
          kim.say("pond", "p" + System.nanoTime(), "splash").await("ack");
          return Http.json(one.admin("/api/cluster")).getJsonArray("rooms").stream()
              .anyMatch(room -> ((JsonObject) room).getString("room").equals("pond"));
        });
    kim.close();
  }

  private static JsonArray nodes() {
    return Http.json(one.admin("/api/cluster")).getJsonArray("nodes");
  }

  @Test
  void healthIsThereAsWell() {
    assertThat(Http.status(one.admin("/health/live"))).isEqualTo(200);
    assertThat(Http.json(one.admin("/health/ready")).getString("status")).isEqualTo("up");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "badcafe.de", "cafe.cc", "1.2.3", ""})
  void aForeignNameForTheAddressIsRefused(String host) {
    assertThat(
            RawClient.http(one.adminPort(), "GET /metrics HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metrics",
        "/health/live",
        "/health/ready",
        "/api/cluster",
        "/api/history",
        "/admin/"
      })
  void whatAnswersGetAnswersHeadAndAllowsNothingElse(String path) {
    String head = " " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assertThat(RawClient.http(one.adminPort(), "HEAD" + head)).startsWith("HTTP/1.1 200");
    assertThat(RawClient.http(one.adminPort(), "POST" + head))
        .startsWith("HTTP/1.1 405")
        .containsIgnoringCase("Allow: GET, HEAD");
  }

  @Test
  void theVersionIsToldToMachinesAndPeople() {
    assertThat(Http.get(one.admin("/metrics")).body())
        .containsPattern("(?m)^chat_build_info\\{version=\"\\d+\\.\\d+\\.\\d+\"} 1");
    Until.holds(() -> nodes().stream().allMatch(each -> ((JsonObject) each).containsKey("name")));
    assertThat(nodes())
        .allSatisfy(
            each ->
                assertThat(((JsonObject) each).getString("version")).matches("\\d+\\.\\d+\\.\\d+"));
  }

  @Test
  void anOccupiedManagementPortIsOneSentenceAndStatus1() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      NodeProcess node = CLUSTER.launch("--standalone", "--admin-port", "" + taken.getLocalPort());
      assertThat(node.await()).isEqualTo(1);
      assertThat(node.output()).contains("--admin-port").contains("" + taken.getLocalPort());
    }
  }
}
