package chattest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.NodeProcess;
import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was said before the only node was killed, and after it: read back and found on the page. */
class KeptPastTest {
  @RegisterExtension static final Stage stage = new Stage("--standalone");

  private NodeProcess node;
  private Visitor kim;

  @BeforeEach
  void start() {
    NodeProcess first = stage.cluster().node("--rate", "0");
    says(first, 1, 450);
    first.kill();
    node = stage.cluster().node("--rate", "0");
    says(node, 451, 700);
    kim = stage.visitor("Kim");
    kim.enter(node.http("/"), "pond");
    assertThat(exactly("word 700")).isInViewport();
  }

  private void says(NodeProcess where, int from, int to) {
    try (Client lee = Client.hello(where, "Lee").join("pond")) {
      IntStream.rangeClosed(from, to).forEach(i -> lee.say("pond", "m" + i, text(i)));
      IntStream.rangeClosed(from, to).forEach(i -> lee.await("ack"));
    }
  }

  private static String text(int i) {
    return i == 200 ? "텃밭의 바질이 말랐어요" : "word " + i;
  }

  private Locator exactly(String text) {
    return kim.texts().getByText(text, new Locator.GetByTextOptions().setExact(true));
  }

  private void scrollUntil(int by, Locator row) {
    kim.log().hover();
    kim.page()
        .waitForCondition(
            () -> {
              kim.page().mouse().wheel(0, by);
              return row.count() == 1;
            });
  }

  @Test
  void theFirstMessageIsReachedByScrolling() {
    scrollUntil(-6000, exactly("word 1"));
    assertThat(kim.log()).containsText("This is the beginning of #pond.");
    List<String> drawn = kim.texts().allTextContents();
    List<String> said = IntStream.range(1, drawn.size() + 1).mapToObj(KeptPastTest::text).toList();
    assertThat(drawn).isEqualTo(said);
  }

  @Test
  void aWordWithinAWordIsFoundAndFromThereOneReadsOn() {
    kim.write("/search 바질");
    Locator hit = kim.page().locator(".hit");
    assertThat(hit.locator("mark")).hasText("바질");
    hit.click();
    assertThat(kim.page().locator("[data-spot] .text")).hasText(text(200));
    assertThat(exactly("word 201")).isVisible();
    assertThat(exactly("word 700")).hasCount(0);
    scrollUntil(3000, exactly("word 700"));
    scrollUntil(-3000, exactly("word 199"));
    assertThat(kim.page().locator(".mark.notice")).hasCount(0);
  }
}
