package chattest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a reader sees move and what not; what is read and what is not. */
class ReadingTest {
  private static final String ELSEWHERE = "document.hasFocus = () => false";

  @RegisterExtension static final Stage stage = new Stage("--standalone", "--rate", "0");

  private String room;
  private Client lee;
  private Visitor kim;

  @BeforeEach
  void start() {
    room = stage.room();
    lee = stage.client(stage.node(), "Lee").join(room);
    kim = stage.visitor("Kim");
  }

  private void says(String where, int from, int to) {
    IntStream.rangeClosed(from, to).forEach(i -> lee.say(where, where + i, "word " + i));
    IntStream.rangeClosed(from, to).forEach(i -> lee.await("ack"));
  }

  private Locator exactly(String text) {
    return kim.texts().getByText(text, new Locator.GetByTextOptions().setExact(true));
  }

  private Locator jump() {
    return kim.page().locator(".jump");
  }

  private double top(Locator row) {
    return row.boundingBox().y;
  }

  /** At once, and noticed: a wheel turns for a while. */
  private void leaveTheEnd() {
    kim.log().evaluate("log => log.scrollBy({top: -800, behavior: 'instant'})");
    assertThat(jump()).isVisible();
    assertThat(jump()).hasText("Latest messages");
  }

  @Test
  void historyIsPagedInWithoutAJump() {
    says(room, 1, 400);
    kim.enter(stage.node().http("/"), room);
    assertThat(kim.message("word 400")).isInViewport();
    assertThat(kim.message("word 1")).hasCount(0);
    assertThat(pixelsMovedOnTheWayTo("word 330")).isLessThan(2);
    jump().click(); // now there is more than is drawn, and no answer of the node to wait for
    assertThat(exactly("word 400")).isInViewport();
    assertThat(pixelsMovedOnTheWayTo("word 330")).isLessThan(2);
  }

  /** Scrolls to the top; what is there must not move when older messages come in front. */
  private double pixelsMovedOnTheWayTo(String older) {
    kim.page()
        .evaluate(
            "() => { document.querySelector('.log').scrollTop = 120;"
                + "window.kept = document.querySelectorAll('.message')[4];"
                + "window.keptAt = kept.getBoundingClientRect().top; }");
    assertThat(exactly(older)).hasCount(1);
    Object moved = kim.page().evaluate("Math.abs(kept.getBoundingClientRect().top - keptAt)");
    return ((Number) moved).doubleValue();
  }

  @Test
  void scrollingUpReachesTheBeginning() {
    says(room, 1, 400);
    kim.enter(stage.node().http("/"), room);
    assertThat(kim.message("word 400")).isInViewport();
    kim.log().hover();
    kim.page()
        .waitForCondition(
            () -> {
              kim.page().mouse().wheel(0, -3000);
              return exactly("word 1").count() == 1;
            });
    assertThat(kim.log()).containsText("This is the beginning of #" + room);
    jump().click();
    assertThat(exactly("word 400")).isInViewport();
    assertThat(jump()).isHidden();
  }

  @Test
  void aReaderIsNotPulledDownAndAButtonSaysHowManyAreNew() {
    says(room, 1, 50);
    kim.enter(stage.node().http("/"), room);
    assertThat(exactly("word 50")).isInViewport();
    leaveTheEnd();
    Locator reading = exactly("word 22");
    assertThat(reading).isInViewport();
    double before = top(reading);
    says(room, 51, 53);
    assertThat(jump()).hasText("3 new messages");
    assertThat(top(reading)).isEqualTo(before);
    jump().click();
    assertThat(exactly("word 53")).isInViewport();
    assertThat(kim.page().locator(".divider")).isInViewport();
    assertThat(jump()).isHidden();
  }

  @Test
  void theDividerStaysWhereReadingStopped() {
    says(room, 1, 2);
    kim.enter(stage.node().http("/"), room);
    assertThat(exactly("word 2")).isVisible();
    says(room, 3, 3);
    assertThat(exactly("word 3")).isVisible();
    assertThat(kim.page().locator(".divider")).hasCount(0);
    kim.page().evaluate(ELSEWHERE);
    says(room, 4, 6);
    assertThat(kim.page().locator(".divider + .message")).containsText("word 4");
    assertThat(kim.page()).hasTitle(Pattern.compile("^\\(3\\) #" + room));
    kim.page().evaluate("document.hasFocus = () => true; window.dispatchEvent(new Event('focus'))");
    assertThat(kim.page()).hasTitle(Pattern.compile("^#" + room));
    assertThat(kim.page().locator(".divider + .message")).containsText("word 4");
    kim.write("I have read it all");
    assertThat(kim.page().locator(".divider")).hasCount(0);
  }

  @Test
  void readingGoesOnWhereTheLastVisitStopped() {
    says(room, 1, 3);
    kim.enter(stage.node().http("/"), room);
    assertThat(exactly("word 3")).isVisible();
    kim.closeTab();
    says(room, 4, 100);
    kim.comeBack(stage.node().http("/#" + room));
    assertThat(exactly("word 4")).isInViewport();
    assertThat(kim.page().locator(".divider + .message")).containsText("word 4");
    assertThat(jump()).hasText("97 new messages");
    assertThat(kim.page()).hasTitle(Pattern.compile("^\\(97\\)"));
    jump().click();
    assertThat(exactly("word 100")).isInViewport();
    assertThat(kim.page()).hasTitle(Pattern.compile("^#" + room));
  }

  @Test
  void nothingButTheLogScrolls() {
    says(room, 1, 3);
    kim.enter(stage.node().http("/"), room);
    assertThat(exactly("word 3")).isVisible();
    kim.closeTab();
    says(room, 4, 60);
    kim.comeBack(stage.node().http("/#" + room));
    assertThat(kim.page().locator(".divider + .message")).containsText("word 4");
    assertThat(kim.page().locator("#title")).isInViewport();
    Object outside =
        kim.page()
            .evaluate(
                "() => { const page = document.scrollingElement;"
                    + " const tall = page.scrollHeight - innerHeight;"
                    + " page.scrollTop = 100; document.body.scrollTop = 100;"
                    + " document.querySelector('main').scrollTop = 100;"
                    + " return [tall, page.scrollTop, document.body.scrollTop,"
                    + " document.querySelector('main').scrollTop].join(); }");
    assertThat(outside).isEqualTo("0,0,0,0");
  }

  @Test
  void aPhoneShowsTheTimeOfEveryMessage() {
    says(room, 1, 2);
    NewContextOptions phone =
        new NewContextOptions().setViewportSize(360, 740).setHasTouch(true).setIsMobile(true);
    Visitor ana = stage.visitor("Ana", phone);
    ana.enter(stage.node().http("/"), room);
    assertThat(ana.messages()).hasCount(2);
    assertThat(ana.message("word 2")).hasAttribute("data-grouped", "");
    assertThat(ana.message("word 2").locator("time")).hasCSS("opacity", "1");
  }

  @Test
  void severalRoomsCountWhatIsUnreadAndMarkMentions() {
    String other = room + "-kitchen";
    lee.join(other);
    kim.enter(stage.node().http("/"), room);
    kim.write("/join " + other);
    assertThat(kim.page().locator("#title")).hasText("#" + other);
    says(room, 1, 3);
    Locator item =
        kim.page().locator("#rooms li").filter(new Locator.FilterOptions().setHasText("3"));
    assertThat(item.locator(".badge")).hasText("3");
    assertThat(item.getByRole(AriaRole.IMG)).hasCount(0);
    lee.say(room, "mention", "where is @Kim?");
    assertThat(kim.page().getByLabel("mentions you")).isVisible();
    assertThat(kim.page()).hasTitle(Pattern.compile("^\\(@4\\)"));
    kim.page().locator("#rooms a").first().click();
    assertThat(kim.page().locator("#title")).hasText("#" + room);
    assertThat(kim.page().locator(".divider + .message")).containsText("word 1");
    assertThat(kim.page().locator("#rooms .badge")).hasCount(0);
    assertThat(kim.message("where is @Kim?")).hasAttribute("data-mention", "");
    kim.page().goBack();
    assertThat(kim.page().locator("#title")).hasText("#" + other);
  }

  @Test
  void aLinkOpensItsRoomAndActiveRoomsAreListed() {
    String other = room + "-정원";
    lee.join(other);
    kim.enter(stage.node().http("/"), room);
    kim.page().getByText("Active rooms").click();
    kim.page().locator(".active a").filter(new Locator.FilterOptions().setHasText(other)).click();
    assertThat(kim.page().locator("#title")).hasText("#" + other);
    assertThat(kim.people()).containsText("Lee");
    assertThat(kim.page()).hasURL(Pattern.compile("#room\\d+-%EC%A0%95%EC%9B%90$"));
    kim.page().locator("#rooms [aria-current]").hover();
    kim.button("Leave " + other).click();
    assertThat(kim.page().locator("#title")).hasText("#" + room);
    kim.page().navigate(stage.node().http("/#" + other));
    assertThat(kim.page().locator("#title")).hasText("#" + other);
  }

  @Test
  void notificationsComeToWhoAskedForThemAndLooksElsewhere() {
    kim.context().grantPermissions(List.of("notifications"));
    kim.context()
        .addInitScript(
            "window.notes = []; window.Notification = class { static permission = 'granted';"
                + "constructor(title, options) { notes.push(this);"
                + " this.said = title + ': ' + options.body; }"
                + "close() { this.said += ', closed'; } };");
    kim.enter(stage.node().http("/"), room);
    says(room, 1, 1);
    assertThat(exactly("word 1")).isVisible();
    kim.page().evaluate(ELSEWHERE);
    says(room, 2, 2);
    assertThat(exactly("word 2")).isVisible();
    String said = "Lee · #" + room + ": word ";
    assertThat(notes()).isEqualTo("[" + said + "2]");

    kim.write("/join elsewhere");
    assertThat(kim.page().locator("#title")).hasText("#elsewhere");
    says(room, 3, 3);
    kim.page().waitForFunction("notes.length === 2");
    kim.page().evaluate("notes[1].onclick()");
    assertThat(kim.page().locator("#title")).hasText("#" + room);
    assertThat(notes()).isEqualTo("[" + said + "2, " + said + "3, closed]");
  }

  private String notes() {
    return kim.page().evaluate("notes.map(note => note.said)").toString();
  }

  @Test
  void aScreenReaderHearsWordsWhileItIsCalmAndANumberWhileItIsNot() {
    kim.enter(stage.node().http("/"), room);
    Locator voice = kim.page().locator("[aria-live=polite]");
    says(room, 1, 1);
    assertThat(voice).hasText("Lee: word 1");
    says(room, 2, 30);
    assertThat(voice).hasText(Pattern.compile("\\d+ new messages"));
    kim.write("my own words are not read to me");
    says(room, 31, 31);
    assertThat(voice).hasText("Lee: word 31");
    assertThat(kim.log()).hasAttribute("aria-live", "off");
  }

  /**
   * Smooth, because a window of the messages is drawn, and of that only what changes. How long it
   * takes depends on the machine and on what else it does: that is printed.
   */
  @Test
  void fiveThousandMessagesStaySmooth() {
    kim.enter(stage.node().http("/"), room);
    says(room, 1, 5000);
    assertThat(exactly("word 5000")).isInViewport();
    assertThat(kim.messages().count()).isBetween(60, 160);
    Map<?, ?> scrolling = measure("scrollingUp()");
    Map<?, ?> typing = measure("typing()");
    System.out.printf("5,000 messages, ms: scrolling %s, typing %s%n", scrolling, typing);
    assertThat(exactly("word 5000")).hasCount(0); // it did scroll
    assertThat((Integer) scrolling.get("mostRows")).isBetween(120, 170);
    assertThat((Integer) scrolling.get("mostMade")).isBetween(20, 35);
    assertThat((Integer) typing.get("mostRows")).isBetween(120, 170);
    assertThat((Integer) typing.get("mostMade")).isZero();
    assertThat(kim.composer()).hasValue("a".repeat(60));
  }

  private Map<?, ?> measure(String what) {
    return (Map<?, ?>) Scripts.in(kim.page(), "/page/smooth.js", what);
  }
}
