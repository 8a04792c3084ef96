package chattest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reading what was said long ago: scrolled to, missing and fetched, looked for and found. */
class PastTest {
  private static final String[] BASIL = {"Basil, please", "the BASIL is dry", "basil?"};

  @RegisterExtension static final Stage stage = new Stage("--standalone");

  private Visitor kim;
  private Archive archive;

  @BeforeEach
  void start() {
    kim = stage.visitor("Kim");
    archive = new Archive(kim, 2000);
    archive.put(300, BASIL[2]).put(700, BASIL[1]).put(1995, BASIL[0]);
  }

  private void enter() {
    kim.enter(stage.node().http("/"), "pond");
    assertThat(exactly("word 2000")).isInViewport();
  }

  private Locator exactly(String text) {
    return kim.texts().getByText(text, new Locator.GetByTextOptions().setExact(true));
  }

  private Locator jump() {
    return kim.page().locator(".jump");
  }

  private Locator hits() {
    return kim.page().locator(".hit");
  }

  private Locator state() {
    return kim.page().locator("#search [role=status]");
  }

  private void search(String text) {
    kim.page().keyboard().press("Control+Shift+f");
    assertThat(field()).isFocused();
    field().fill(text);
    field().press("Enter");
  }

  private Locator field() {
    return kim.page().getByLabel("Words to search for");
  }

  private void scrollUntil(int by, Locator row) {
    scrollUntil(by, () -> row.count() == 1);
  }

  private void scrollUntil(int by, BooleanSupplier isEnough) {
    kim.log().hover();
    kim.page()
        .waitForCondition(
            () -> {
              kim.page().mouse().wheel(0, by);
              return isEnough.getAsBoolean();
            });
  }

  private List<Integer> numbersDrawn() {
    return kim.texts().allTextContents().stream()
        .filter(text -> text.startsWith("word "))
        .map(text -> Integer.valueOf(text.substring(5)))
        .toList();
  }

  @Test
  void scrollingUpGoesThroughAllEpochsToTheFirstMessage() {
    enter();
    scrollUntil(-6000, exactly("word 1"));
    assertThat(kim.log()).containsText("This is the beginning of #pond.");
    List<Integer> drawn = numbersDrawn();
    assertThat(drawn).isEqualTo(IntStream.range(1, drawn.size() + 1).boxed().toList());
    jump().click();
    assertThat(exactly("word 2000")).isInViewport();
  }

  @Test
  void aGapIsFilledOnAClickAndWhatIsReadStaysInItsPlace() {
    enter();
    archive.growInTheDark(700);
    assertThat(exactly("word 2700")).isVisible();
    scrollUntil(-1500, kim.page().locator(".mark.gap"));
    Locator fetch = kim.button("Fetch them");
    fetch.scrollIntoViewIfNeeded();
    assertThat(exactly("word 2000")).isVisible();
    double before = exactly("word 2000").boundingBox().y;
    fetch.click();
    assertThat(kim.page().locator(".mark.gap")).hasCount(0);
    assertThat(exactly("word 2001")).isVisible();
    assertThat(Math.abs(exactly("word 2000").boundingBox().y - before)).isLessThan(2);
    assertThat(kim.log()).isFocused();
    jump().click();
    assertThat(exactly("word 2700")).isInViewport();
    scrollUntil(-1500, exactly("word 2300"));
    List<Integer> drawn = numbersDrawn();
    int first = drawn.get(0);
    assertThat(drawn).isEqualTo(IntStream.range(first, first + drawn.size()).boxed().toList());
  }

  @Test
  void whatIsFoundIsListedTheNewestFirstWithTheWordsMarked() {
    enter();
    search("basil");
    assertThat(state()).hasText("3 messages found, the newest first");
    assertThat(hits().locator(".said")).hasText(BASIL);
    assertThat(hits().locator("mark")).hasText(new String[] {"Basil", "BASIL", "basil"});
    assertThat(archive.asked("search", "room")).isEqualTo("pond");
    kim.page().getByLabel("in all my rooms").check();
    assertThat(hits().first()).containsText("#pond");
    assertThat(archive.asked("search", "room")).isNull();
  }

  @Test
  void aClickGoesToTheMessageAmongItsNeighboursAndBack() {
    enter();
    search("basil");
    hits().nth(1).click();
    assertThat(kim.page().locator("[data-spot] .text")).hasText(BASIL[1]);
    assertThat(kim.page().locator("[data-spot] .text")).isInViewport();
    assertThat(exactly("word 699")).isVisible();
    assertThat(exactly("word 701")).isVisible();
    assertThat(exactly("word 2000")).hasCount(0);
    assertThat(jump()).hasText("Older messages. To the latest");
    hits().nth(2).click();
    assertThat(kim.page().locator("[data-spot] .text")).hasText(BASIL[2]);
    assertThat(kim.page().locator("[data-spot] .text")).isInViewport();
    jump().click();
    assertThat(exactly("word 2000")).isInViewport();
    assertThat(jump()).isHidden();
  }

  @Test
  void fromWhatWasFoundOneReadsOnToThePresent() {
    enter();
    search("dry");
    hits().first().click();
    assertThat(exactly("word 701")).isVisible();
    scrollUntil(3000, () -> jump().isHidden());
    List<Integer> drawn = numbersDrawn();
    assertThat(drawn).contains(1999, 2000).isSorted();
    kim.write("here I am");
    assertThat(exactly("here I am")).isInViewport();
    scrollUntil(-3000, exactly("word 650"));
  }

  @Test
  void aroundWhatWasFoundOlderMessagesComeInFrontWithoutAJump() {
    enter();
    search("dry");
    hits().first().click();
    assertThat(exactly("word 701")).isVisible();
    kim.page()
        .evaluate(
            "() => { document.querySelector('.log').scrollTop = 120;"
                + "window.kept = document.querySelectorAll('.message')[4];"
                + "window.keptAt = kept.getBoundingClientRect().top; }");
    assertThat(exactly("word 611")).hasCount(1);
    Object moved = kim.page().evaluate("Math.abs(kept.getBoundingClientRect().top - keptAt)");
    assertThat(((Number) moved).doubleValue()).isLessThan(2);
    scrollUntil(-3000, exactly("word 420"));
    assertThat(kim.page().locator(".mark.notice")).hasCount(0);
  }

  @Test
  void whatIsSaidMeanwhileIsUnreadAndWhoAnswersIsBackInThePresent() {
    enter();
    search("dry");
    hits().first().click();
    assertThat(exactly("word 701")).isVisible();
    kim.write("thank you");
    assertThat(exactly("thank you")).isInViewport();
    assertThat(exactly("word 2000")).isVisible();
    assertThat(exactly("word 701")).hasCount(0);
  }

  @Test
  void moreIsShownOnDemand() {
    enter();
    search("word 1");
    assertThat(state()).hasText("50 messages found so far, the newest first");
    kim.button("Show more").click();
    assertThat(hits()).hasCount(100);
    assertThat(hits().nth(99).locator(".said")).hasText("word 1899");
  }

  @Test
  void searchingNothingAndABusyServerSaySo() {
    enter();
    archive.hold();
    search("nowhere at all");
    assertThat(state()).hasText("Searching…");
    archive.goOn();
    assertThat(state()).hasText("Nothing found.");
    archive.isBusy(true);
    search("basil");
    assertThat(state()).hasText("The server is busy. Try again in a moment.");
    assertThat(kim.page().locator("#toast p")).hasCount(0);
    archive.isBusy(false);
    kim.button("Try again").click();
    assertThat(hits()).hasCount(3);
  }

  @Test
  void everythingIsWithinReachOfTheKeyboard() {
    enter();
    Page page = kim.page();
    page.keyboard().press("Control+Shift+f");
    page.keyboard().type("basil");
    page.keyboard().press("Enter");
    assertThat(hits()).hasCount(3);
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowDown");
    assertThat(hits().nth(1)).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("[data-spot] .text")).hasText(BASIL[1]);
    assertThat(hits().nth(1)).isFocused();
    page.keyboard().press("Escape");
    assertThat(page.locator("#search")).isHidden();
    assertThat(kim.button("Search messages")).isFocused();
    kim.write("/search please");
    assertThat(hits()).hasCount(1);
    assertThat(hits()).containsText(BASIL[0]);
  }

  @Test
  void onAPhoneTheListGivesWayToTheMessage() {
    enter();
    kim.page().setViewportSize(360, 740);
    kim.button("Search messages").click();
    field().fill("dry");
    field().press("Enter");
    hits().first().click();
    assertThat(kim.page().locator("#search")).isHidden();
    assertThat(kim.page().locator("[data-spot] .text")).isInViewport();
    assertThat(kim.log()).isFocused();
    kim.button("Search messages").click();
    assertThat(field()).hasValue("dry");
    assertThat(hits()).hasCount(1);
  }

  @Test
  void onlyWhatMayBeOldIsSentAsAResend() {
    enter();
    kim.write("fresh");
    assertThat(kim.pending()).hasCount(0);
    assertThat(archive.asked("say", "again")).isNull();
  }

  @Test
  void markupInWhatWasFoundIsText() {
    archive.put(1990, "<img src=x onerror=hacked=1> **basil** <mark>");
    enter();
    search("<img src=x onerror=hacked=1> **basil**");
    assertThat(hits().locator("mark")).hasText("<img src=x onerror=hacked=1> **basil**");
    assertThat(kim.page().locator("#search img")).hasCount(0);
    assertThat(kim.page().evaluate("window.hacked")).isNull();
  }
}
