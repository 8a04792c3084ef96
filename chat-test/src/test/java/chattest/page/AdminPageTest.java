package chattest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Browsers;
import chattest.support.Client;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Route.FulfillOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The operator's page shows the cluster and notices when a node is gone. */
class AdminPageTest {
  private static final Path PICTURES =
      Path.of(System.getProperty("chat.output", "target"), "screenshots");

  @Test
  void everyNodeItsChartsAndTheBusiestRoomsAreShownAndAKilledNodeGoesAway() {
    try (TestCluster cluster = new TestCluster();
        Page page = Browsers.chromium().newPage()) {
      NodeProcess one = cluster.node("--admin-port", "-1");
      NodeProcess two = cluster.node("--rate", "0");
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              complaints.add(message.text());
            }
          });
      page.onPageError(complaints::add);
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
