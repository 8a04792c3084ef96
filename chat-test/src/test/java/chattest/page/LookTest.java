package chattest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsInViewportOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How the page looks: pictures to look at, and what can be measured of it. */
class LookTest {
  private static final Path PICTURES =
      Path.of(System.getProperty("chat.output", "target"), "screenshots");

  @RegisterExtension static final Stage stage = new Stage("--standalone");

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
    Visitor sofia = stage.visitor("Sofia", options);
    Conversation talk = stage.conversation(room);

    sofia.enterAfter(() -> look(sofia, "welcome-" + name), stage.node().http("/"), room);
    talk.goOn(sofia);
    look(sofia, "chat-" + name);
    sofia.composer().press("ArrowUp");
    sofia.message("Of course.").focus();
    look(sofia, "editing-" + name);
    sofia.composer().press("Escape");
    sofia.button("Settings").click();
    look(sofia, "settings-" + name);
    sofia.page().keyboard().press("Escape");
    if (width < 720) {
      lookIntoDrawer(sofia, "rooms", name);
      lookIntoDrawer(sofia, "people", name);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void aLostConnectionIsReadableToo(ColorScheme scheme) {
    NewContextOptions options =
        new NewContextOptions().setViewportSize(360, 740).setColorScheme(scheme);
    Doorway door = stage.doorway(stage.node());
    Visitor sofia = stage.visitor("Sofia", options);

    sofia.enter(door.url(), scheme == ColorScheme.LIGHT ? "attic" : "cellar");
    sofia.write("Is anybody there?");
    assertThat(sofia.messages()).hasCount(1);
    door.shut();
    assertThat(sofia.status()).containsText("Connection lost");
    sofia.write("Hello?").write("/dance");
    assertThat(sofia.pending()).hasCount(1);
    assertThat(sofia.page().locator("#toast")).containsText("no command");
    look(sofia, "lost-360-" + scheme.name().toLowerCase());
  }

  @ParameterizedTest
  @CsvSource({"360,740", "1280,800"})
  void koreanFitsToo(int width, int height) {
    NewContextOptions options = new NewContextOptions().setViewportSize(width, height);
    Doorway door = stage.doorway(stage.node());
    Visitor sofia = stage.visitor("소피아", options);
    String room = "정원" + width;

    sofia.enter(door.url(), room);
    sofia.page().evaluate("localStorage.setItem('chat.language', '\"ko\"')");
    sofia.page().reload();
    sofia
        .write("- [x] 물 주기\n- [ ] https://example.com/에서 **씨앗** 주문")
        .write("/join " + room + " 회의");
    assertThat(sofia.page().locator("#toast")).containsText("/join " + room + "-회의");
    assertThat(sofia.messages()).hasCount(1);
    if (width < 720) {
      sofia.button("대화방 목록 보기").click();
    }
    sofia.page().getByLabel("대화방 찾기 또는 열기").fill("연못 가");
    assertThat(sofia.page().locator("#rooms")).isInViewport(new IsInViewportOptions().setRatio(1));
    look(sofia, "rooms-" + width + "-ko");
    sofia.page().keyboard().press("Escape");
    sofia.page().keyboard().press("Escape");
    door.shut();
    assertThat(sofia.status()).containsText("연결이 끊겼습니다");
    sofia.composer().fill("");
    sofia.write("보관해 줘");
    look(sofia, "lost-" + width + "-ko");
  }

  @ParameterizedTest
  @CsvSource({"360,740,DARK,ko", "1280,800,LIGHT,en"})
  void theSearchIsReadable(int width, int height, ColorScheme scheme, String language) {
    NewContextOptions options =
        new NewContextOptions().setViewportSize(width, height).setColorScheme(scheme);
    String name = width + "-" + scheme.name().toLowerCase() + "-" + language;
    Visitor sofia = stage.visitor("Kim", options);
    Archive archive = new Archive(sofia, 2000);
    for (int i = 1; i < 8; i++) {
      archive.put(170 * i, "토마토가 벌써 익었다니 부럽습니다. Tomatoes! " + "더 길게 말하자면, ".repeat(i * 2));
    }
    sofia.enter(stage.node().http("/"), "pond");
    sofia.page().evaluate("localStorage.setItem('chat.language', '\"" + language + "\"')");
    sofia.page().reload();
    sofia.connected();
    assertThat(sofia.message("word 2000")).isVisible();
    sofia.page().keyboard().press("Control+Shift+f");
    sofia.page().keyboard().type("토마토");
    sofia.page().keyboard().press("Enter");
    assertThat(sofia.page().locator(".hit")).hasCount(7);
    look(sofia, "search-" + name);
    sofia.page().locator(".hit").nth(2).click();
    assertThat(sofia.page().locator("[data-spot]")).isVisible();
    look(sofia, "past-" + name);
    archive.growInTheDark(300);
    sofia.page().locator(".jump").click();
    sofia
        .page()
        .locator(".jump")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    sofia.log().hover();
    sofia
        .page()
        .waitForCondition(
            () -> {
              sofia.page().mouse().wheel(0, -1500);
              return sofia.page().locator(".gap").count() == 1;
            });
    sofia.page().locator(".gap").scrollIntoViewIfNeeded();
    look(sofia, "gap-" + name);
  }

  @Test
  void nothingSticksOutAt320Pixels() {
    NewContextOptions options = new NewContextOptions().setViewportSize(320, 560);
    Visitor sofia = stage.visitor("Sofia", options);
    Client kim = stage.client(stage.node(), "Kim");

    sofia.enter(stage.node().http("/"), "narrow");
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

  @Test
  void nothingSlidesForWhoWantsNoMotion() {
    NewContextOptions phone = new NewContextOptions().setViewportSize(360, 740);
    Visitor sofia = stage.visitor("Sofia", phone);
    sofia.enter(stage.node().http("/"), "calm");
    assertThat(slides(sofia)).isNotEqualTo("0s, 0s");
    sofia.page().emulateMedia(new EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    assertThat(slides(sofia)).isEqualTo("0s, 0s");
  }

  private static Object slides(Visitor visitor) {
    return visitor
        .page()
        .evaluate("getComputedStyle(document.querySelector('#rooms')).transitionDuration");
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
