package chattest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written: by hand, by method of input, and by people who mean harm. */
class WritingTest {
  @RegisterExtension static final Stage stage = new Stage("--standalone");
  private String room;
  private Client lee;
  private Visitor kim;

  @BeforeEach
  void start() {
    room = stage.room();
    lee = stage.client(stage.node(), "Lee").join(room);
    kim = stage.visitor("Kim");
    kim.enter(stage.node().http("/"), room);
  }

  /** As a Korean keyboard does it: the syllable grows, and Enter both ends it and is Enter. */
  @Test
  void enterThatEndsAKoreanCompositionSendsTheWholeWordOnce() {
    kim.composer().focus();
    CDPSession keyboard = kim.context().newCDPSession(kim.page());
    for (String part : new String[] {"ㅎ", "하", "한"}) {
      compose(keyboard, part);
    }
    insert(keyboard, "한");
    for (String part : new String[] {"ㄱ", "그", "글"}) {
      compose(keyboard, part);
    }
    assertThat(kim.composer()).hasValue("한글");
    key(keyboard, "rawKeyDown", 229);
    assertThat(kim.messages()).hasCount(0);
    assertThat(kim.pending()).hasCount(0);
    insert(keyboard, "글");
    key(keyboard, "rawKeyDown", 13);
    key(keyboard, "keyUp", 13);
    kim.sees("한글");
    assertThat(kim.composer()).hasValue("");
    assertThat(lee.await("message").getString("text")).isEqualTo("한글");
    kim.write("다음");
    assertThat(lee.await("message").getString("text")).isEqualTo("다음");
  }

  @Test
  void enterWithinACompositionSendsNothing() {
    kim.composer().focus();
    CDPSession keyboard = kim.context().newCDPSession(kim.page());
    compose(keyboard, "글");
    kim.page()
        .evaluate(
            "document.querySelector('#text').dispatchEvent(new KeyboardEvent('keydown',"
                + "{ key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))");
    assertThat(kim.composer()).hasValue("글");
    assertThat(kim.pending()).hasCount(0);
    assertThat(kim.messages()).hasCount(0);
  }

  private static void compose(CDPSession keyboard, String text) {
    JsonObject args = new JsonObject().put("text", text);
    args.put("selectionStart", text.length()).put("selectionEnd", text.length());
    send(keyboard, "Input.imeSetComposition", args);
  }

  private static void insert(CDPSession keyboard, String text) {
    send(keyboard, "Input.insertText", new JsonObject().put("text", text));
  }

  private static void key(CDPSession keyboard, String type, int code) {
    JsonObject args = new JsonObject().put("type", type).put("key", "Enter").put("code", "Enter");
    send(keyboard, "Input.dispatchKeyEvent", args.put("windowsVirtualKeyCode", code));
  }

  private static void send(CDPSession keyboard, String method, JsonObject args) {
    keyboard.send(method, JsonParser.parseString(args.encode()).getAsJsonObject());
  }

  @Test
  void scriptsMarkupAndBadLinksAreText() {
    String[] attacks = {
      "<script>window.hacked = 1</script>",
      "<img src=x onerror=\"window.hacked = 1\">",
      "javascript:window.hacked=1",
      "[click](javascript:window.hacked=1)",
      "**<b onclick=window.hacked=1>bold</b>**",
      "https://example.org/\"onmouseover=\"window.hacked=1",
      "![x](https://example.org/x.png)",
    };
    for (int i = 0; i < attacks.length; i++) {
      lee.sendRaw(
          new JsonObject()
              .put("type", "say")
              .put("room", room)
              .put("id", "attack" + i)
              .put("text", attacks[i])
              .encode());
    }
    assertThat(kim.messages()).hasCount(attacks.length);
    for (int i = 0; i < attacks.length; i++) {
      assertThat(kim.texts().nth(i)).hasText(attacks[i].replace("**", ""));
    }
    assertThat(kim.page().locator(".messages :is(script, img, b:not(.nick))")).hasCount(0);
    assertThat(kim.page().locator(".messages [onclick], .messages [onmouseover]")).hasCount(0);
    Locator link = kim.page().locator(".messages a");
    assertThat(link).hasCount(1);
    assertThat(link).hasAttribute("href", attacks[5]);
    assertThat(link).hasAttribute("rel", "noopener noreferrer nofollow");
    assertThat(kim.page().evaluate("window.hacked")).isNull();
  }

  @Test
  void namesAreTextToo() {
    Client evil = stage.client(stage.node(), "<img src=x onerror=hacked=1>");

    evil.join(room);
    assertThat(kim.people()).containsText("<img src=x onerror=hacked=1>");
    evil.send("{'type':'typing','room':'" + room + "'}");
    assertThat(kim.page().locator("#typing")).containsText("<img src=x");
    assertThat(kim.page().evaluate("window.hacked")).isNull();
  }

  @Test
  void linksCodeAndEmphasisAreShownAsSuch() {
    kim.write("see https://example.org/a_b, **now** or *never*: `x < y` :rocket:");
    assertThat(kim.messages()).hasCount(1);
    Locator text = kim.texts().first();
    assertThat(text.locator("a")).hasAttribute("href", "https://example.org/a_b");
    assertThat(text.locator("a")).hasAttribute("rel", "noopener noreferrer nofollow");
    assertThat(text.locator("strong")).hasText("now");
    assertThat(text.locator("em")).hasText("never");
    assertThat(text.locator("code")).hasText("x < y");
    assertThat(text).containsText("🚀");
  }

  @Test
  void aMessageIsShownAtOnceAndSaysWhenItIsSent() {
    kim.write("hello");
    assertThat(kim.messages()).hasCount(1);
    assertThat(kim.messages().locator(".sent")).hasAttribute("aria-label", "sent");
    kim.sees("hello");
  }

  @Test
  void aTextThatIsTooLongIsNotSentAndSaysByHowMuch() {
    kim.composer().fill("a".repeat(3900));
    assertThat(kim.page().locator(".left")).hasText("100 characters left");
    kim.composer().fill("a".repeat(4001));
    kim.composer().press("Enter");
    assertThat(kim.page().locator(".left")).hasText("1 character too many");
    assertThat(kim.composer()).hasValue("a".repeat(4001));
    kim.write("👍".repeat(4000));
    assertThat(kim.messages()).hasCount(1);
  }

  @Test
  void shiftAndEnterStartANewLine() {
    kim.composer().fill("one");
    kim.composer().press("Shift+Enter");
    kim.composer().pressSequentially("two");
    kim.composer().press("Enter");
    assertThat(lee.await("message").getString("text")).isEqualTo("one\ntwo");
  }

  @Test
  void commandsDoWhatTheySay() {
    kim.write("/nick 김철수");
    assertThat(kim.people()).containsText("김철수");
    assertThat(kim.people()).not().containsText("Kim");
    kim.write("/me waves");
    assertThat(kim.messages().last()).containsText("김철수 waves");
    kim.write("/dance");
    assertThat(kim.page().locator("#toast")).containsText("no command /dance");
    kim.write("/help");
    assertThat(kim.page().locator("#toast")).containsText("/join room");
    kim.write("/join elsewhere");
    assertThat(kim.page().locator("#title")).hasText("#elsewhere");
    kim.write("/leave");
    assertThat(kim.page().locator("#title")).hasText("#" + room);
    assertThat(kim.messages()).hasCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/usr is full again, somebody look",
        "/constructor",
        "/été comme hiver",
        "/deploy\nline two\nline three",
        "/join two words",
        "/nick 345678901234567890123456789012345"
      })
  void aLineOfWhichNothingComesStaysWhereItIs(String line) {
    kim.write(line);
    assertThat(kim.page().locator("#toast p")).not().isEmpty();
    assertThat(kim.composer()).hasValue(line);
    assertThat(kim.pending()).hasCount(0);
    kim.write("/" + line);
    assertThat(lee.await("message").getString("text")).isEqualTo(line);
    assertThat(kim.composer()).hasValue("");
  }

  @Test
  void aTextThatShowsNothingIsNotSent() {
    kim.write("\u200b\u3164");
    kim.write("visible");
    assertThat(lee.await("message").getString("text")).isEqualTo("visible");
  }

  @Test
  void aNicknameIsCompletedBehindAnAt() {
    Client lea = stage.client(stage.node(), "Lea María").join(room);
    assertThat(kim.people()).containsText("Lea María");
    kim.composer().pressSequentially("well, @le");
    assertThat(kim.page().locator(".suggestions button"))
        .hasText(new String[] {"@Lea María", "@Lee"});
    kim.composer().press("Tab");
    assertThat(kim.composer()).hasValue("well, @Lea María ");
    kim.composer().press("Tab");
    assertThat(kim.composer()).hasValue("well, @Lee ");
    kim.composer().press("Enter");
    assertThat(lea.await("message").getString("text")).isEqualTo("well, @Lee");
    assertThat(kim.page().locator(".suggestions")).hasCount(0);
    kim.composer().press("Tab");
    assertThat(kim.composer()).not().isFocused();
  }

  /** Site data blocked: already to name the storage is an error. */
  @Test
  void withoutAStorageEverythingWorksUntilTheTabIsClosed() {
    Visitor ana = stage.visitor("Ana");
    ana.context()
        .addInitScript(
            "for (const name of ['localStorage', 'sessionStorage'])"
                + " Object.defineProperty(window, name,"
                + " {get() { throw new DOMException('Access is denied', 'SecurityError'); }})");
    ana.enter(stage.node().http("/"), room);
    ana.write("here all the same").write("/join " + room + "-b").write("there, too");
    ana.sees("there, too");
    assertThat(kim.message("here all the same")).isVisible();
  }

  @Test
  void whoIsTypingIsShownToTheOthersOnly() {
    Visitor ana = stage.visitor("Ana");

    ana.enter(stage.node().http("/"), room);
    ana.composer().pressSequentially("hel");
    assertThat(kim.page().locator("#typing")).hasText("Ana is typing…");
    assertThat(ana.page().locator("#typing")).hasText("");
    ana.write("hello");
    assertThat(kim.message("hello")).isVisible();
    assertThat(kim.page().locator("#typing")).hasText("");
  }

  @Test
  void everythingCanBeDoneWithTheKeyboard() {
    Page page = kim.page();
    assertThat(kim.composer()).isFocused();
    page.keyboard().type("typed");
    page.keyboard().press("Enter");
    assertThat(kim.messages()).hasCount(1);
    assertThat(kim.composer()).isFocused();
    kim.button("Settings").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#settings")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("#settings")).hasCount(0);
    assertThat(kim.button("Settings")).isFocused();
    page.getByLabel("Open a room").focus();
    page.keyboard().type("cellar");
    page.keyboard().press("Enter");
    assertThat(page.locator("#title")).hasText("#cellar");
    assertThat(kim.composer()).isFocused();
  }

  @Test
  void lightAndDarkAndTheLanguageCanBeChosenAndStay() {
    NewContextOptions system = new NewContextOptions().setColorScheme(ColorScheme.LIGHT);
    Visitor ana = stage.visitor("Ana", system);

    ana.enter(stage.node().http("/"), room);
    String light = ground(ana);
    ana.button("Settings").click();
    ana.page().getByLabel("Dark").check();
    ana.page().getByLabel("한국어").check();
    ana.button("Save").click();
    assertThat(ana.button("보내기")).isVisible();
    assertThat(ground(ana)).isNotEqualTo(light);
    ana.page().reload();
    assertThat(ana.button("보내기")).isVisible();
    assertThat(ana.page().locator("html")).hasAttribute("lang", "ko");
    assertThat(ground(ana)).isNotEqualTo(light);
  }

  @Test
  void aLookThatWasOnlyTriedGoesWithTheDialog() {
    String before = ground(kim);
    kim.button("Settings").click();
    kim.page().getByLabel("Dark").check();
    assertThat(ground(kim)).isNotEqualTo(before);
    kim.button("Cancel").click();
    assertThat(kim.page().locator("html[data-theme]")).hasCount(0);
    assertThat(ground(kim)).isEqualTo(before);
  }

  @Test
  void nobodyEntersWithoutANameHoweverOftenTheyPressEscape() {
    Page page = stage.visitor("Ana").look(stage.node().http("/"));
    for (int i = 0; i < 3; i++) {
      page.keyboard().press("Escape");
    }
    assertThat(page.locator("#welcome")).isVisible();
    page.getByText("Enter", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.getByText("A nickname has 1 to 32 visible characters.")).isVisible();
    page.getByLabel("Nickname").fill("Ana");
    page.getByLabel("Nickname").press("Enter");
    assertThat(page.locator("#people")).containsText("Ana");
  }

  private static String ground(Visitor visitor) {
    return (String) visitor.page().evaluate("getComputedStyle(document.body).backgroundColor");
  }

  @Test
  void theFirstLoadIsSmallAndAsksNobodyElse() {
    Number bytes =
        (Number)
            kim.page()
                .evaluate(
                    "['resource', 'navigation'].flatMap(t => performance.getEntriesByType(t))"
                        + ".reduce((sum, entry) => sum + entry.transferSize, 0)");
    Object elsewhere =
        kim.page()
            .evaluate(
                "performance.getEntriesByType('resource').map(entry => entry.name)"
                    + ".filter(name => !name.startsWith(location.origin))");
    System.out.println("first load: " + bytes + " bytes");
    assertThat(bytes.intValue()).isBetween(10_000, 165_000);
    assertThat(elsewhere.toString()).isEqualTo("[]");
    kim.write("the first message");
    assertThat(kim.messages()).hasCount(1);
    kim.page().reload();
    kim.message("the first message").waitFor();
    Object shown = kim.page().evaluate("performance.now()");
    System.out.println("first message after at most " + shown + " ms");
  }

  /** Between two frames of the screen, as fast fingers do it on a slow machine. */
  @Test
  void whatIsTypedRightAfterARoomIsOpenedIsKept() {
    kim.composer()
        .evaluate(
            """
            text => {
              const type = line => {
                text.value = line;
                text.dispatchEvent(new Event('input', {bubbles: true}));
              };
              type('/join kitchen');
              text.form.requestSubmit();
              type('is lunch ready?');
              return new Promise(requestAnimationFrame);
            }\
            """);
    assertThat(kim.page().locator("#title")).containsText("kitchen");
    assertThat(kim.composer()).hasValue("is lunch ready?");
    kim.composer().press("Enter");
    kim.sees("is lunch ready?");
  }
}
