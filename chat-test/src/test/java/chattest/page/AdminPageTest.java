package chattest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Browsers;
import chattest.support.Client;
import chattest.support.Folders;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator's page shows the cluster and notices when a node is gone. */
class AdminPageTest {
  private static final Path PICTURES =
      Path.of(System.getProperty("chat.output", "target"), "screenshots");

  private static final String TOKEN = "not-everybodys-business";
  private static final TestCluster ALONE = new TestCluster();
  private static NodeProcess guarded;

  /** One for all looks of what asks for a token. */
  private static NodeProcess guarded() {
    if (guarded == null) {
      try {
        Path folder = Files.createDirectories(Folders.fresh("token"));
        Path file = Files.writeString(folder.resolve("token"), TOKEN);
        guarded = ALONE.node("--standalone", "--admin-port", "-1", "--admin-token-file", "" + file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return guarded;
  }

  @AfterAll
  static void stop() {
    ALONE.close();
  }

  @Test
  void everyNodeItsChartsAndTheBusiestRoomsAreShownAndAKilledNodeGoesAway() {
    try (TestCluster cluster = new TestCluster();
        Page page = Browsers.chromium().newPage()) {
      NodeProcess one = cluster.node("--admin-port", "-1");
      NodeProcess two = cluster.node("--rate", "0");
      List<String> complaints = complaints(page);
      tellVersions(page);
      page.navigate(one.admin("/admin/"));

      assertThat(page.locator("#summary")).containsText("2 nodes, 2 ready");
      assertThat(row(page, one)).containsText("ready");
      assertThat(row(page, two)).containsText("ready");
      assertThat(page.locator("figure")).hasCount(6);
      assertThat(page.locator("figure[data-series=messages] canvas")).hasCount(1);
      Locator values = page.locator("figure[data-series=sockets] .u-series");
      assertThat(values).hasCount(3); // when, and the two nodes
      assertThat(values.filter(new FilterOptions().setHasText(two.name()))).containsText("0");
      assertThat(row(page, two).locator(".version")).hasText("10.11.12-rc3");
      for (int width : new int[] {1280, 360}) {
        page.setViewportSize(width, 800);
        page.screenshot(
            new ScreenshotOptions()
                .setFullPage(true)
                .setPath(PICTURES.resolve("admin-" + width + ".png")));
        assertThat(wide(page)).as("what sticks out at %d pixels", width).isEqualTo("[]");
      }

      try (Client ann = Client.hello(two, "ann").join("pond")) {
        Locator pond = page.locator("#rooms tbody tr:has-text('pond')");
        for (int i = 0; pond.count() == 0 && i < 2000; i++) {
          ann.say("pond", "m" + i, "<b>text</b>").await("ack");
        }
        assertThat(pond).containsText("pond");
        assertThat(row(page, two).locator("td").nth(2)).hasText("1"); // sockets
      }

      two.kill();
      assertThat(page.locator("#summary")).containsText("1 node, 1 ready");
      assertThat(row(page, two)).hasCount(0);
      assertThat(page.locator("figure[data-series=sockets] .u-legend"))
          .containsText(Pattern.compile("\\w{4} \\(gone\\)"));
      assertThat(complaints).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"360,740,DARK,en", "1280,800,LIGHT,ko"})
  void whoLogsInSeesPeopleAndCanAct(int width, int height, ColorScheme scheme, String language) {
    NewContextOptions look =
        new NewContextOptions()
            .setViewportSize(width, height)
            .setColorScheme(scheme)
            .setLocale(language);
    String name = width + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + language;
    String room = "garden-" + name;
    try (BrowserContext context = Browsers.chromium().newContext(look);
        Client pest = Client.hello(guarded(), "Pest" + name).join(room);
        Client ann = Client.hello(guarded(), "Ann" + name).join(room)) {
      Page page = context.newPage();
      List<String> complaints = complaints(page);
      Words words = new Words(language);
      pest.say(room, "m1", "<b>Buy now!</b> ".repeat(9)).await("ack");
      ann.await("message");

      page.navigate(guarded().admin("/admin/"));
      look(page, "admin-login-" + name);
      page.locator("#token").fill("this is not the token");
      page.keyboard().press("Enter");
      assertThat(page.locator("#failed")).not().isEmpty();
      page.locator("#token").fill(TOKEN);
      page.keyboard().press("Enter");
      assertThat(page.locator("#nodes tbody tr")).hasCount(1);
      assertThat(page.locator("figure canvas")).hasCount(6);
      complaints.removeIf(each -> each.contains("401")); // the browser's own, of the login
      picture(page, "admin-overview-" + name); // axe minds that no room is busy yet

      page.locator("#tabs a[href='#people']").click();
      Locator people = page.locator("#view-people tbody tr");
      page.locator("#view-people input").first().fill("Pest" + name);
      assertThat(people).hasCount(1);
      page.locator("#view-people input").first().fill(name);
      assertThat(people).hasCount(2);
      look(page, "admin-people-" + name);
      Locator row = people.filter(new FilterOptions().setHasText("Ann" + name));
      row.getByText(words.of("Close", "끊기")).click();
      page.locator("dialog [name=all]").check();
      page.locator("dialog [name=reason]").fill("stuck");
      look(page, "admin-close-" + name);
      page.locator("dialog .danger").click();
      assertThat(ann.awaitClose().code()).isEqualTo(1008);
      assertThat(people).hasCount(1);

      page.navigate(guarded().admin("/admin/#room?room=" + room));
      assertThat(page.locator(".messages li")).containsText("<b>Buy now!</b>");
      look(page, "admin-room-" + name);
      page.locator(".messages button").click();
      page.locator("dialog .danger").click();
      pest.await("delete");
      assertThat(page.locator(".messages button")).hasCount(0);

      page.locator("#tabs a[href='#people']").click();
      page.locator("#view-people input").first().fill("Pest" + name);
      assertThat(people).hasCount(1);
      people.locator("button").last().click();
      page.locator("dialog [name=minutes]").selectOption("10");
      page.locator("dialog [name=reason]").fill("sells things");
      look(page, "admin-ban-" + name);
      page.locator("dialog .danger").click();
      assertThat(pest.awaitClose().code()).isEqualTo(4003);

      page.locator("#tabs a[href='#bans']").click();
      Locator bans = page.locator("#view-bans tbody tr");
      assertThat(bans).containsText("sells things");
      look(page, "admin-bans-" + name);
      bans.locator("button").click();
      page.locator("dialog .danger").click();
      assertThat(bans).hasCount(0);

      page.locator("#tabs a[href='#audit']").click();
      Locator audit = page.locator("#view-audit tbody tr");
      assertThat(audit.first()).containsText(words.of("unbanned", "차단 해제"));
      assertThat(audit.nth(3)).containsText("stuck");
      look(page, "admin-audit-" + name);

      page.locator("#tabs a[href='#notice']").click();
      page.locator("textarea").fill("We restart at 4.");
      look(page, "admin-notice-" + name);
      page.locator("#tabs a[href='#log']").click();
      assertThat(page.locator("#view-log tbody tr").first()).isVisible();
      look(page, "admin-log-" + name);

      page.locator("#bar button").last().click();
      assertThat(page.locator("#token")).isVisible();
      complaints.removeIf(each -> each.contains("401"));
      assertThat(complaints).isEmpty();
    }
  }

  private record Words(String language) {
    String of(String english, String korean) {
      return language.equals("ko") ? korean : english;
    }
  }

  private static void picture(Page page, String view) {
    page.screenshot(
        new ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(view + ".png")));
    assertThat(wide(page)).as("what sticks out of " + view).isEqualTo("[]");
  }

  private static void look(Page page, String view) {
    picture(page, view);
    Axe.assertNothingGrave(page, view);
  }

  private static List<String> complaints(Page page) {
    List<String> complaints = new ArrayList<>();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    return complaints;
  }

  /** As a node does that knows them, of a length that has to fit. */
  private static void tellVersions(Page page) {
    page.route(
        "**/api/cluster",
        route -> {
          APIResponse answer = route.fetch();
          JsonObject cluster = new JsonObject(answer.text());
          cluster
              .getJsonArray("nodes")
              .forEach(node -> ((JsonObject) node).put("version", "10.11.12-rc3"));
          route.fulfill(new FulfillOptions().setResponse(answer).setBody(cluster.encode()));
        });
  }

  /** What is wider than the window; the table of the nodes may scroll in itself on a phone. */
  private static String wide(Page page) {
    String boxes = page.viewportSize().width > 1000 ? "html, .scroll, figure" : "html, figure";
    return page.evaluate(
            "boxes => [...document.querySelectorAll(boxes)]"
                + ".filter(box => box.scrollWidth > box.clientWidth"
                + " || box.getBoundingClientRect().right > innerWidth)"
                + ".map(box => box.id || box.tagName)",
            boxes)
        .toString();
  }

  private static Locator row(Page page, NodeProcess node) {
    return page.locator("#nodes tbody tr[data-node='" + node.name() + "']");
  }
}
