package chattest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Browsers;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page on two nodes of one cluster. */
class PageTest {
  private static TestCluster cluster;
  private static NodeProcess one;
  private static NodeProcess two;
  private static Browsers browsers;

  @BeforeAll
  static void start() {
    cluster = new TestCluster();
    one = cluster.node();
    two = cluster.node();
    browsers = new Browsers();
  }

  @AfterAll
  static void end() {
    browsers.close();
    cluster.close();
  }

  @Test
  void twoPeopleOnTwoNodesSeeWhatTheOtherWrites() {
    try (Visitor kim = Visitor.arrive(browsers.chromium(), "Kim");
        Visitor lee = Visitor.arrive(browsers.chromium(), "이순신")) {
      kim.enter(one.http("/"), "garden");
      lee.enter(two.http("/"), "garden");
      assertThat(kim.status()).containsText(one.name());
      assertThat(lee.status()).containsText(two.name());
      assertThat(kim.people()).containsText("이순신");
      assertThat(lee.people()).containsText("Kim");

      kim.write("Good morning");
      assertThat(lee.message("Good morning")).isVisible();
      lee.write("안녕하세요");
      assertThat(kim.message("안녕하세요")).isVisible();

      kim.sees("Good morning", "안녕하세요");
      lee.sees("Good morning", "안녕하세요");
      assertThat(kim.pending()).hasCount(0);
      assertThat(kim.complaints()).isEmpty();
      assertThat(lee.complaints()).isEmpty();
    }
  }

  @Test
  void whoeverLeavesIsNoLongerListed() {
    try (Visitor kim = Visitor.arrive(browsers.chromium(), "Kim");
        Visitor lee = Visitor.arrive(browsers.chromium(), "Lee")) {
      kim.enter(one.http("/"), "pond");
      lee.enter(two.http("/"), "pond");
      assertThat(kim.people()).containsText("Lee");
      lee.closeTab();
      assertThat(kim.people()).not().containsText("Lee");
    }
  }
}
