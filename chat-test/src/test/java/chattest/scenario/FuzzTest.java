package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.NodeProcess;
import chattest.support.RawClient;
import chattest.support.RawHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random, truncated and bit-flipped frames and requests, always the same ones: the node lives,
 * others notice nothing, and Netty's strictest detector finds no buffer that was not given back.
 */
class FuzzTest {
  private static final long SEED = 20_261_121;
  private static final int FRAMES = 100_000;
  private static final int PER_SOCKET = 200;
  private static final List<String> SEEDS =
      List.of(
          "{\"type\":\"hello\",\"nick\":\"fuzz\"}",
          "{\"type\":\"join\",\"room\":\"fuzz\"}",
          "{\"type\":\"join\",\"room\":\"fuzz\",\"epoch\":1,\"after\":3}",
          "{\"type\":\"say\",\"room\":\"fuzz\",\"id\":\"1\",\"text\":\"안녕 👋\"}",
          "{\"type\":\"history\",\"room\":\"fuzz\",\"before\":9,\"limit\":3}",
          "{\"type\":\"rooms\"}\n{\"type\":\"ping\",\"t\":[{}]}",
          "{\"type\":\"typing\",\"room\":\"fuzz\"}",
          "{\"type\":\"leave\",\"room\":\"fuzz\"}");
  private static final int REQUESTS = 4_000;
  private static final List<String> METHODS = List.of("GET", "GET", "GET", "HEAD", "POST", "BREW");
  private static final List<String> TARGETS =
      List.of(
          "/api/rooms?limit=5",
          "/api/rooms/fuzz/people",
          "/api/rooms/fuzz/messages",
          "/api/rooms/fuzz/messages?limit=3",
          "/api/rooms/fuzz/messages?after=1&epoch=0&limit=3",
          "/api/rooms/fuzz/messages?before=3&epoch=1839071883764869",
          "/api/rooms/fuzz/messages?after=0&wait=1",
          "/api/rooms/%EB%B0%A9/messages",
          "/api/search?q=here&room=fuzz&limit=3",
          "/api/search?q=%EB%B0%A9&before=fuzz:1839071883764869:1",
          "/api/openapi.yaml");
  private static final List<String> ODD =
      List.of(
          "%00",
          "%zz",
          "%",
          "%ED%A0%80",
          "%F8",
          "%2F",
          "%3A",
          "%25",
          "&",
          "&&",
          "=",
          "+",
          "?",
          "#",
          "/",
          "//",
          "/../",
          "\\",
          "\t",
          "\0",
          "\u00e9",
          "-1",
          "1e9",
          "9".repeat(30),
          ":",
          ":::",
          "'",
          "\"",
          "<b>",
          "x".repeat(300),
          "&limit=1",
          "&after=1",
          "&epoch=7",
          "&room=%20",
          "");
  private static final List<String> HEADERS =
      List.of(
          "",
          "",
          "If-None-Match: *\r\n",
          "If-None-Match: \"a\", W/\"b\", ,\r\n",
          "Idempotency-Key: \"\r\n",
          "Idempotency-Key: \u00e9\r\n",
          "Idempotency-Key: " + "x".repeat(100) + "\r\n",
          "Origin: nowhere\r\n",
          "Content-Type: text/plain\r\n",
          "Expect: 100-continue\r\n",
          "Accept-Encoding: gzip\r\n",
          "Last-Event-ID: 1:\r\n");
  private static final List<String> BODIES =
      List.of(
          "{\"text\":\"안녕 👋\"}",
          "{\"id\":\"1\",\"nick\":\"fuzz\",\"client\":\"0123456789abcdef\",\"text\":\"hi\"}",
          "{\"text\":\"again\",\"id\":\"2\",\"client\":\"0123456789abcdef\",\"again\":true}",
          "{\"text\":{\"a\":[1,2,{}]}}");
  private static final int[] FIRST = {0x81, 0x81, 0x81, 0x81, 0x82, 0x01, 0x80, 0x00, 0x89, 0x8A};

  private final Random random = new Random(SEED);

  @Test
  void aHundredThousandBrokenFramesHarmNobody() {
    try (NodeProcess node =
        NodeProcess.launch(
                List.of(
                    "-Dio.netty.leakDetection.level=paranoid",
                    "-Dio.netty.leakDetection.targetRecords=4"),
                List.of(
                    "--standalone", "--host=127.0.0.1", "--port=0", "--admin-port=0", "--rate=0"))
            .awaitReady()) {
      try (Client bystander = Client.hello(node, "bystander").join("lobby")) {
        for (int sent = 0, i = 0; sent < FRAMES; i++) {
          sent += harass(node, i % 4 == 0 ? null : "chat.v1.json");
        }
        bystander.say("lobby", "after", "still here");
        assertThat(bystander.await("ack").getString("id")).isEqualTo("after");
        // The detector tells of a lost buffer when it is asked for another one after the
        // collection.
        node.collectGarbage();
        harass(node, "chat.v1.json");
        bystander.say("lobby", "once more", "still here");
        bystander.await("ack");
      }
      assertThat(node.output())
          .doesNotContain("LEAK")
          .doesNotContain("Exception")
          .doesNotContain("SEVERE");
    }
  }

  @Test
  void thousandsOfBrokenRequestsAreTheClientsFaultAndHarmNobody() {
    try (NodeProcess node =
        NodeProcess.launch(
                List.of(
                    "-Dio.netty.leakDetection.level=paranoid",
                    "-Dio.netty.leakDetection.targetRecords=4"),
                List.of(
                    "--standalone",
                    "--host=127.0.0.1",
                    "--port=0",
                    "--admin-port=0",
                    "--api-rate=0"))
            .awaitReady()) {
      Map<Integer, Integer> statuses = new TreeMap<>();
      try (Client bystander = Client.hello(node, "bystander").join("fuzz");
          RawHttp client = new RawHttp(node.port())) {
        for (int i = 0; i < REQUESTS; i++) {
          byte[] request = request();
          int status = client.ask(request);
          statuses.merge(status, 1, Integer::sum);
          assertThat(status).as(new String(request, StandardCharsets.ISO_8859_1)).isLessThan(500);
        }
        bystander.say("fuzz", "after", "still here");
        assertThat(bystander.await("ack").getString("id")).isEqualTo("after");
        node.collectGarbage();
        client.ask(RawHttp.request("GET", "/api/rooms", "", new byte[0]));
      }
      assertThat(statuses).as("of every kind").containsKeys(200, 201, 304, 400, 403, 404, 405);
      assertThat(node.output())
          .doesNotContain("LEAK")
          .doesNotContain("Exception")
          .doesNotContain("SEVERE");
    }
  }

  private byte[] request() {
    String headers = HEADERS.get(random.nextInt(HEADERS.size()));
    if (random.nextInt(5) == 0) {
      byte[] body = BODIES.get(random.nextInt(BODIES.size())).getBytes(StandardCharsets.UTF_8);
      byte[] broken = random.nextInt(3) == 0 ? body : flipped(body);
      return RawHttp.request(
          "POST",
          "/api/rooms/fuzz/messages",
          "Content-Type: application/json\r\n" + headers,
          broken);
    }
    String target = TARGETS.get(random.nextInt(TARGETS.size()));
    for (int i = random.nextInt(3); i > 0; i--) {
      int at = 5 + random.nextInt(target.length() - 4);
      String odd = ODD.get(random.nextInt(ODD.size()));
      int end = Math.min(target.length(), at + random.nextInt(4));
      target = target.substring(0, at) + odd + target.substring(end);
    }
    return RawHttp.request(
        METHODS.get(random.nextInt(METHODS.size())), target, headers, new byte[0]);
  }

  /** One socket's worth; a socket that the node ends was worth it too. */
  private int harass(NodeProcess node, String protocol) {
    try (RawClient client = RawClient.upgrade(node.port(), protocol)) {
      InputStream in = client.socket().getInputStream();
      OutputStream out = client.socket().getOutputStream();
      ByteArrayOutputStream frames = new ByteArrayOutputStream();
      frames.writeBytes(RawClient.frames(0x81, SEEDS.get(0).getBytes(StandardCharsets.UTF_8), 1));
      for (int i = 0; i < PER_SOCKET; i++) {
        frames.writeBytes(frame());
        if (i % 20 == 19) {
          out.write(frames.toByteArray());
          frames.reset();
          in.skip(in.available());
        }
      }
    } catch (IOException e) {
      // ended by the node
    }
    return PER_SOCKET;
  }

  private byte[] frame() {
    byte[] payload = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
    int first = FIRST[random.nextInt(FIRST.length)];
    return switch (random.nextInt(10)) {
      case 0 -> flipped(RawClient.frames(first, payload, 1)); // header included
      case 1 -> RawClient.frames(first, random(random.nextInt(300)), 1);
      case 2 -> RawClient.frames(first, new byte[0], 1);
      case 3 -> random.nextInt(50) == 0 ? random(40) : RawClient.frames(0x81, payload, 1);
      case 4 -> RawClient.frames(0x81, cut(payload), 1);
      default -> RawClient.frames(0x81, flipped(payload), 1);
    };
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] cut(byte[] bytes) {
    return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
  }

  private byte[] flipped(byte[] bytes) {
    int bit = random.nextInt(bytes.length * 8);
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    return bytes;
  }
}
