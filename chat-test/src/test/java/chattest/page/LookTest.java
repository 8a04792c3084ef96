package chattest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Browsers;
import chattest.support.Client;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsInViewportOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How the page looks: pictures to look at, and what can be measured of it. */
class LookTest {
  private static final Path PICTURES =
      Path.of(System.getProperty("chat.output", "target"), "screenshots");
  private static TestCluster cluster;
  private static NodeProcess node;
  private static Browsers browsers;

  @BeforeAll
  static void start() throws Exception {
    cluster = new TestCluster();
    node = cluster.node("--standalone");
    browsers = new Browsers();
    Files.createDirectories(PICTURES);
  }

  @AfterAll
  static void end() {
    browsers.close();
    cluster.close();
  }

  @ParameterizedTest
  @CsvSource({
    "garden,360,740,LIGHT",
    "orchard,360,740,DARK",
    "meadow,1280,800,LIGHT",
    "greenhouse,1280,800,DARK"
  })
  void everyViewIsReadable(String room, int width, int height, ColorScheme scheme) {
    NewContextOptions options =
        new NewContextOptions().setViewportSize(width, height).setColorScheme(scheme);
    String name = width + "-" + scheme.name().toLowerCase();
    try (Visitor sofia = Visitor.arrive(browsers.chromium(), "Sofia", options);
        Conversation talk = new Conversation(node, room)) {
      sofia.enterAfter(() -> look(sofia, "welcome-" + name), node.http("/"), room);
      talk.goOn(sofia);
      look(sofia, "chat-" + name);
      sofia.button("Settings").click();
      look(sofia, "settings-" + name);
      sofia.page().keyboard().press("Escape");
      if (width < 720) {
        lookIntoDrawer(sofia, "rooms", name);
        lookIntoDrawer(sofia, "people", name);
      }
      assertThat(sofia.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void aLostConnectionIsReadableToo(ColorScheme scheme) {
    NewContextOptions options =
        new NewContextOptions().setViewportSize(360, 740).setColorScheme(scheme);
    try (Doorway door = new Doorway(node);
        Visitor sofia = Visitor.arrive(browsers.chromium(), "Sofia", options)) {
      sofia.enter(door.url(), "cellar" + scheme);
      sofia.write("Is anybody there?");
      assertThat(sofia.messages()).hasCount(1);
      door.shut();
      assertThat(sofia.status()).containsText("Connection lost");
      sofia.write("Hello?").write("/dance");
      assertThat(sofia.pending()).hasCount(1);
      assertThat(sofia.page().locator("#toast")).containsText("no command");
      look(sofia, "lost-360-" + scheme.name().toLowerCase());
    }
  }

  @Test
  void nothingSticksOutAt320Pixels() {
    NewContextOptions options = new NewContextOptions().setViewportSize(320, 560);
    try (Visitor sofia = Visitor.arrive(browsers.chromium(), "Sofia", options);
        Client kim = Client.hello(node, "Kim")) {
      sofia.enter(node.http("/"), "narrow");
      kim.join("narrow").say("narrow", "1", "w".repeat(500));
      kim.say("narrow", "2", "```\n" + "x".repeat(500) + "\n```");
      assertThat(sofia.messages()).hasCount(2);
      Object wide =
          sofia
              .page()
              .evaluate(
                  "[...document.querySelectorAll('html, body, main, .log')].filter(e =>"
                      + " e.scrollWidth > e.clientWidth).map(e => e.className || e.tagName)");
      assertThat(wide.toString()).isEqualTo("[]");
    }
  }

  private static void lookIntoDrawer(Visitor visitor, String drawer, String name) {
    visitor.button("Show " + drawer).click();
    Locator side = visitor.page().locator("#" + drawer);
    assertThat(side).isInViewport(new IsInViewportOptions().setRatio(1));
    look(visitor, drawer + "-" + name);
    visitor.page().keyboard().press("Escape");
    assertThat(side).not().isInViewport();
  }

  /** Takes a picture for people to look at, and lets axe look for what a picture does not show. */
  private static void look(Visitor visitor, String view) {
    visitor.page().screenshot(new ScreenshotOptions().setPath(PICTURES.resolve(view + ".png")));
    Axe.assertNothingGrave(visitor.page(), view);
  }
}
