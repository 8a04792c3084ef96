package chattest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.NodeProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page on two nodes of one cluster. */
class PageTest {
  @RegisterExtension static final Stage stage = new Stage();
  private NodeProcess one;
  private NodeProcess two;

  @BeforeEach
  void start() {
    one = stage.cluster().node();
    two = stage.cluster().node();
  }

  @Test
  void twoPeopleOnTwoNodesSeeWhatTheOtherWrites() {
    Visitor kim = stage.visitor("Kim");
    Visitor lee = stage.visitor("이순신");

    kim.enter(one.http("/"), "garden");
    lee.enter(two.http("/"), "garden");
    kim.connectedTo(one);
    lee.connectedTo(two);
    assertThat(kim.people()).containsText("이순신");
    assertThat(lee.people()).containsText("Kim");

    kim.write("Good morning");
    assertThat(lee.message("Good morning")).isVisible();
    lee.write("안녕하세요");
    assertThat(kim.message("안녕하세요")).isVisible();

    kim.sees("Good morning", "안녕하세요");
    lee.sees("Good morning", "안녕하세요");
    assertThat(kim.pending()).hasCount(0);
  }

  @Test
  void whoeverLeavesIsNoLongerListed() {
    Visitor kim = stage.visitor("Kim");
    Visitor lee = stage.visitor("Lee");

    kim.enter(one.http("/"), "pond");
    lee.enter(two.http("/"), "pond");
    assertThat(kim.people()).containsText("Lee");
    lee.closeTab();
    assertThat(kim.people()).not().containsText("Lee");
  }
}
