package chatnode.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other pages in the operator's browser may try where nobody is asked for a token. */
class GuardTest {
  private static final Desk DESK = new Desk(null);
  private static final String HELLO = "{\"text\":\"hello\"}";

  @AfterAll
  static void close() {
    DESK.close();
  }

  private static String own() {
    return "http://127.0.0.1:" + DESK.port();
  }

  @Test
  void whoIsHereMayAct() {
    assertThat(DESK.post("/api/notices", HELLO).status()).isEqualTo(200);
    assertThat(
            DESK.post("/api/notices", HELLO, "Origin", own(), "Sec-Fetch-Site", "same-origin")
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example", "null", "http://127.0.0.1", "http://localhost:8080", ""})
  void aPageElsewhereMayNot(String origin) {
    assertThat(DESK.post("/api/notices", HELLO, "Origin", origin).status()).isEqualTo(403);
    assertThat(DESK.ask(HttpMethod.DELETE, "/api/people/ann", null, "Origin", origin).status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void norWhereABrowserSaysSo(String site) {
    assertThat(DESK.post("/api/notices", HELLO, "Sec-Fetch-Site", site).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void whatAFormCanSendIsNotRead(String type) {
    assertThat(DESK.post("/api/notices", HELLO, "Content-Type", type).status()).isEqualTo(400);
  }

  @Test
  void anotherNameForTheAddressIsRefused() {
    for (String path : new String[] {"/api/people", "/metrics", "/admin/"}) {
      assertThat(DESK.get(path, "Host", "evil.example").status()).isEqualTo(403);
    }
    assertThat(
            DESK.post(
                    "/api/notices", HELLO, "Host", "evil.example", "Origin", "http://evil.example")
                .status())
        .isEqualTo(403);
    assertThat(DESK.get("/api/people", "Host", "localhost:9").status()).isEqualTo(200);
  }

  @Test
  void nobodyIsAskedToLogIn() {
    assertThat(DESK.get("/api/cluster").json().getBoolean("login")).isFalse();
    assertThat(DESK.post("/admin/login", "{\"token\":\"x\"}").status()).isIn(404, 405);
  }
}
