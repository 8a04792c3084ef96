package chatnode.admin;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.admin.Desk.Answer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has the token, and who has not. */
class LoginTest {
  private static final String BEARER = "Bearer correct-horse-battery";

  @TempDir Path folder;
  private Path file;
  private Desk desk;

  @BeforeEach
  void open() throws IOException {
    file = Files.writeString(folder.resolve("token"), "correct-horse-battery\nnot this\n");
    desk = new Desk(file);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/admin",
        "/admin/",
        "/admin/index.html",
        "/admin/admin.js",
        "/admin/lib/lit-html/lit-html.js",
        "//admin/",
        "/admin/login/../index.html",
        "/metrics",
        "/api/cluster",
        "/api/history",
        "/api/people",
        "/api/log-level",
        "/nothing"
      })
  void nothingIsToldWithoutTheToken(String path) {
    Answer answer = desk.get(path);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("forbidden");
    assertThat(desk.get(path, "Authorization", BEARER).status()).isNotEqualTo(401);
  }

  @Test
  void loadBalancersNeedNone() {
    assertThat(desk.get("/health/live").status()).isEqualTo(200);
    assertThat(desk.get("/health/ready").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer correct-horse-batterx",
        "Bearer correct-horse-batter",
        "Bearer correct-horse-battery correct-horse-battery",
        "Bearer",
        "Basic Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5",
        "correct-horse-battery",
        "Bearer not"
      })
  void whatIsNotTheTokenIsRefused(String authorization) {
    assertThat(desk.get("/api/cluster", "Authorization", authorization).status()).isEqualTo(401);
  }

  @Test
  void aBrowserIsAskedForIt() {
    Answer page = desk.get("/admin/", "Accept", "text/html,*/*", "If-None-Match", "*");
    assertThat(page.status()).isEqualTo(401);
    assertThat(page.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(page.body()).contains("login.js").doesNotContain("id=\"nodes\"");
    for (String part : new String[] {"login.js", "admin.css", "words/words.js", "words/ko.js"}) {
      assertThat(desk.get("/admin/" + part).status()).as(part).isEqualTo(200);
    }
  }

  private Answer login(String token, String... headers) {
    return desk.post("/admin/login", new JsonObject().put("token", token).encode(), headers);
  }

  private static String cookie(Answer login) {
    return login.header("Set-Cookie").replaceFirst(";.*", "");
  }

  @Test
  void aCookieThatNoScriptSeesStandsForItUntilTheLogout() {
    Answer login = login("correct-horse-battery");
    assertThat(login.status()).isEqualTo(204);
    assertThat(login.header("Set-Cookie"))
        .startsWith("chat-admin-a1b2=")
        .contains("Max-Age=43200", "Path=/", "HTTPOnly", "SameSite=Strict")
        .doesNotContain("Secure", "horse");
    String cookie = cookie(login);
    assertThat(desk.get("/api/cluster", "Cookie", cookie).status()).isEqualTo(200);
    assertThat(desk.get("/admin/", "Cookie", cookie).body()).contains("id=\"nodes\"");
    assertThat(desk.get("/api/cluster", "Cookie", cookie + "x").status()).isEqualTo(401);

    Answer logout = desk.ask(HttpMethod.POST, "/admin/logout", null, "Cookie", cookie);
    assertThat(logout.status()).isEqualTo(204);
    assertThat(logout.header("Set-Cookie")).contains("Max-Age=0");
    assertThat(desk.get("/api/cluster", "Cookie", cookie).status()).isEqualTo(401);
  }

  @Test
  void overTlsTheCookieGoesNowhereElse() {
    assertThat(login("correct-horse-battery", "X-Forwarded-Proto", "https").header("Set-Cookie"))
        .contains("Secure");
  }

  @Test
  void whoTriesTooOftenHasToWait() {
    for (int i = 0; i < Attempts.MOST; i++) {
      assertThat(login("wrong-horse-battery-" + i).status()).isEqualTo(401);
    }
    Answer late = login("correct-horse-battery");
    assertThat(late.status()).isEqualTo(429);
    assertThat(late.header("Retry-After")).isEqualTo("60");
    assertThat(desk.get("/metrics", "Authorization", BEARER).status()).isEqualTo(429);
  }

  @Test
  void aLoginFromAPageElsewhereIsNone() {
    assertThat(login("correct-horse-battery", "Origin", "https://evil.example").status())
        .isEqualTo(403);
    assertThat(
            desk.post(
                    "/admin/login",
                    "token=correct-horse-battery",
                    "Content-Type",
                    "application/x-www-form-urlencoded")
                .status())
        .isEqualTo(400);
  }

  @Test
  void aNewTokenEndsWhatTheOldOneBegan() throws Exception {
    String cookie = cookie(login("correct-horse-battery"));
    Files.writeString(file, "short\n"); // a mistake: the old one stays
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100)));
    Files.writeString(file, "another-horse-battery\n");
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (desk.get("/api/cluster", "Cookie", cookie).status() == 200) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
    assertThat(desk.get("/metrics", "Authorization", "Bearer another-horse-battery").status())
        .isEqualTo(200);
    assertThat(desk.get("/metrics", "Authorization", BEARER).status()).isEqualTo(401);
  }
}
