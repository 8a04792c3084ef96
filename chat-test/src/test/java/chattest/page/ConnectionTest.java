package chattest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.NodeProcess;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page when nodes and networks come and go: nothing missing, nothing twice, nothing hidden. */
class ConnectionTest {
  private static final double PATIENCE_MS = 30_000;

  @RegisterExtension static final Stage stage = new Stage("--standalone");

  @Test
  void aKilledNodeCostsNothing() {
    NodeProcess one = stage.cluster().node();
    NodeProcess two = stage.cluster().node();
    Doorway door = stage.doorway(one);
    Client lee = stage.client(two, "Lee").join("garden");
    Client witness = stage.client(two, "Witness").join("garden");
    Visitor kim = stage.visitor("Kim");

    kim.enter(door.url(), "garden");
    kim.write("before");
    assertThat(kim.pending()).hasCount(0);
    door.leadTo(two);
    one.kill();
    kim.write("from the dark");
    say(lee, "garden", "while you were away");
    kim.write("and another");
    kim.connectedTo(two);
    assertThat(kim.messages()).hasCount(4, new HasCountOptions().setTimeout(PATIENCE_MS));
    say(lee, "garden", "after");
    List<String> order = witness.messages(5);
    kim.sees(order.toArray(new String[0]));
    assertThat(kim.pending()).hasCount(0);
    assertThat(order)
        .containsExactlyInAnyOrder(
            "before", "from the dark", "while you were away", "and another", "after")
        .containsSubsequence("from the dark", "and another");
    say(lee, "garden", "nothing more");
    assertThat(witness.messages(1)).containsExactly("nothing more");
  }

  /** Nothing stands before the nodes: the page was told where the other one is. */
  @Test
  void withoutABalancerThePeopleOfAKilledNodeGoOnAtTheOther() {
    NodeProcess one = stage.cluster().node();
    NodeProcess two = stage.cluster().node();
    Client lee = stage.client(two, "Lee").join("garden");
    Visitor kim = stage.visitor("Kim");

    kim.enter(one.http("/"), "garden");
    kim.connectedTo(one);
    kim.write("before");
    assertThat(kim.pending()).hasCount(0);
    one.kill();
    kim.write("from the dark");
    assertThat(kim.status())
        .hasAttribute("data-node", two.name(), new HasAttributeOptions().setTimeout(10_000));
    assertThat(kim.messages()).hasCount(2, new HasCountOptions().setTimeout(PATIENCE_MS));
    say(lee, "garden", "still here");
    kim.sees("before", "from the dark", "still here");
    assertThat(kim.pending()).hasCount(0);
    assertThat(lee.messages(3)).containsExactly("before", "from the dark", "still here");
  }

  @Test
  void threeWrittenOfflineArriveOnceAfterAReload() {
    Doorway door = stage.doorway(stage.node());
    Client lee = stage.client(stage.node(), "Lee").join(stage.room());
    Visitor kim = stage.visitor("Kim");

    kim.enter(door.url(), stage.room());
    door.shut();
    assertThat(kim.status()).containsText("Connection lost");
    kim.write("one").write("two").write("three");
    assertThat(kim.pending()).hasCount(3);
    kim.page().reload();
    assertThat(kim.pending()).hasCount(3);
    door.open();
    assertThat(kim.messages()).hasCount(3, new HasCountOptions().setTimeout(PATIENCE_MS));
    assertThat(kim.pending()).hasCount(0);
    kim.sees("one", "two", "three");
    assertThat(lee.messages(3)).containsExactly("one", "two", "three");
    kim.page().reload();
    assertThat(kim.messages()).hasCount(3);
    kim.write("four");
    assertThat(lee.messages(1)).containsExactly("four");
  }

  @Test
  void whatWasWrittenInAClosedTabIsSentByTheNextOne() {
    Doorway door = stage.doorway(stage.node());
    Client lee = stage.client(stage.node(), "Lee").join(stage.room());
    Visitor kim = stage.visitor("Kim");

    kim.enter(door.url(), stage.room());
    door.shut();
    assertThat(kim.status()).containsText("Connection lost");
    kim.write("my last words");
    assertThat(kim.pending()).hasCount(1);
    kim.closeTab();
    door.open();
    kim.comeBack(door.url());
    assertThat(lee.messages(1)).containsExactly("my last words");
    kim.sees("my last words");
  }

  @Test
  void aRestartIsAnnouncedAndSurvived() {
    NodeProcess one = stage.cluster().node("--drain", "500ms");
    NodeProcess two = stage.cluster().node();
    Doorway door = stage.doorway(one);
    Client lee = stage.client(two, "Lee").join("garden");
    Visitor kim = stage.visitor("Kim");

    kim.enter(door.url(), "garden");
    door.leadTo(two);
    one.terminate();
    kim.connectedTo(two);
    say(lee, "garden", "still there?");
    kim.sees("still there?");
    assertThat(one.await()).isZero();
  }

  @Test
  void messagesThatAreNoLongerKeptAreAGapThatShows() {
    NodeProcess forgetful =
        stage
            .cluster()
            .node(
                "--standalone", "--store", "memory", "--window-bytes", "4KiB", "--unread", "64KiB");
    Doorway door = stage.doorway(forgetful);
    Client lee = stage.client(forgetful, "Lee").join("garden");
    Visitor kim = stage.visitor("Kim");

    kim.enter(door.url(), "garden");
    kim.write("before");
    lee.await("message");
    assertThat(kim.pending()).hasCount(0);
    door.shut();
    String padding = " and so on".repeat(390);
    IntStream.rangeClosed(1, 30).forEach(i -> say(lee, "garden", "word " + i + padding));
    door.open();
    assertThat(kim.message("word 30" + padding)).isVisible();
    assertThat(kim.log()).containsText("Messages may be missing here.");
    assertThat(kim.message("word 20" + padding)).hasCount(0);
    assertThat(kim.message("before")).isVisible();
    kim.button("Fetch them").click(); // there is no store that would have more
    assertThat(kim.page().locator(".mark.gap")).hasCount(0);
  }

  @Test
  void aRoomThatBeganAnewSaysSoAndLosesNothing() {
    NodeProcess one = stage.cluster().node("--standalone", "--store", "memory");
    Doorway door = stage.doorway(one);
    Visitor kim = stage.visitor("Kim");

    kim.enter(door.url(), "garden");
    kim.write("before");
    assertThat(kim.messages()).hasCount(1);
    NodeProcess two = stage.cluster().node("--standalone", "--store", "memory");
    door.leadTo(two);
    one.kill();
    kim.connectedTo(two);
    assertThat(kim.log()).containsText("This room was put together again");
    kim.write("after");
    assertThat(kim.messages()).hasCount(2);
    kim.sees("before", "after");
  }

  @Test
  void whatCannotBeKeptSafeSaysSoAndIsSentWhenItCan() {
    NodeProcess one = stage.cluster().launch("--min-nodes", "2");
    NodeProcess two = stage.cluster().launch("--min-nodes", "2");
    one.awaitReady();
    two.awaitReady();
    Visitor kim = stage.visitor("Kim");

    kim.enter(one.http("/"), "garden");
    kim.write("before");
    assertThat(kim.pending()).hasCount(0);
    two.kill();
    kim.page().waitForCondition(() -> !isReady(one));
    kim.write("alone");
    assertThat(kim.pending()).containsText("too few servers to keep it safe");
    stage.cluster().node("--min-nodes", "2");
    assertThat(kim.messages()).hasCount(2, new HasCountOptions().setTimeout(PATIENCE_MS));
    assertThat(kim.pending()).hasCount(0);
    kim.sees("before", "alone");
  }

  @Test
  void aGoodbyeSaysWhenThePageComesBack() {
    Doorway door = stage.doorway(stage.node());
    Visitor kim = stage.visitor("Kim");

    kim.enter(door.url(), stage.room());
    door.say(json("{'type':'bye','reason':'restarting','reconnectAfterMs':5000}"));
    door.hangUp();
    assertThat(kim.status()).containsText("The server is restarting. What you write is kept.");
    assertThat(kim.status()).containsText("Trying again in");
    kim.write("see you");
    kim.connected();
    kim.sees("see you");
    assertThat(kim.pending()).hasCount(0);
  }

  @Test
  void whoeverCannotWaitTriesNow() {
    Doorway door = stage.doorway(stage.node());
    Visitor kim = stage.visitor("Kim");

    kim.enter(door.url(), stage.room());
    door.say(json("{'type':'bye','reason':'restarting','reconnectAfterMs':600000}"));
    door.hangUp();
    assertThat(kim.status()).containsText("Trying again in");
    kim.button("Try now").click();
    kim.connected();
    assertThat(kim.button("Try now")).isHidden();
  }

  @Test
  void aResetWhileConnectedSaysSoAndDoublesNothing() {
    Doorway door = stage.doorway(stage.node());
    Client lee = stage.client(stage.node(), "Lee").join(stage.room());
    Visitor kim = stage.visitor("Kim");

    kim.enter(door.url(), stage.room());
    kim.write("one").write("two");
    assertThat(kim.pending()).hasCount(0);
    assertThat(kim.messages()).hasCount(2);
    door.say(
        json("{'type':'reset','room':'%s','epoch':7,'head':3,'first':1}", stage.room()),
        json(
            "{'type':'message','room':'%s','seq':1,'id':'x','text':'theirs','at':1,"
                + "'from':{'id':'other','nick':'Ann'}}",
            stage.room()),
        lee.await("message").put("seq", 2),
        lee.await("message").put("seq", 3));
    assertThat(kim.log()).containsText("This room was put together again");
    kim.sees("theirs", "one", "two");
    assertThat(kim.page().locator(".divider")).hasCount(1);
  }

  private static JsonObject json(String text, Object... values) {
    return new JsonObject(text.formatted(values).replace('\'', '"'));
  }

  @Test
  void theConnectionIsInWordsWhenThereIsSomethingToSay() {
    Doorway door = stage.doorway(stage.node());
    Visitor kim = stage.visitor("Kim");

    kim.enter(door.url(), stage.room());
    assertThat(kim.status()).hasAttribute("data-quiet", "");
    door.shut();
    assertThat(kim.status()).not().hasAttribute("data-quiet", "");
    assertThat(kim.status()).containsText("Connection lost. What you write is kept.");
    assertThat(kim.status()).containsText("Trying again in");
    door.open();
    kim.connectedTo(stage.node());
    assertThat(kim.status()).hasAttribute("data-quiet", "");
    kim.context().setOffline(true);
    door.shut();
    assertThat(kim.status()).containsText("You are offline.");
    door.open();
    kim.context().setOffline(false);
    kim.connected();
    kim.button("Settings").click();
    assertThat(kim.page().locator("#settings"))
        .containsText("Connected to node " + stage.node().name());
  }

  @Test
  void aCloseThatWouldComeAgainWaitsForSomebody() {
    Doorway door = stage.doorway(stage.node());
    Visitor kim = stage.visitor("Kim");

    kim.enter(door.url(), stage.room());
    door.close(1009);
    assertThat(kim.status()).hasAttribute("data-state", "ended");
    assertThat(kim.status()).containsText("too big for it");
    kim.write("kept");
    assertThat(kim.pending()).hasCount(1);
    kim.button("Try now").click();
    kim.connected();
    kim.sees("kept");
    assertThat(kim.pending()).hasCount(0);
  }

  @Test
  void anAddressTheServerDoesNotKnowIsSaidToBeOne() {
    Visitor kim = stage.visitor("Kim");

    kim.enterInVain(stage.node().http("/").replace("localhost", "chat.example"), stage.room());
    assertThat(kim.status()).containsText("It may not know the address you came by");
    assertThat(kim.status()).containsText("--hosts");
  }

  /** Long before silence by itself would be one. */
  @Test
  void aMessageWithoutAnAnswerIsReasonEnoughToGoElsewhere() {
    NodeProcess one = stage.cluster().node("--standalone");
    Doorway door = stage.doorway(one);
    Visitor kim = stage.visitor("Kim");

    kim.enter(door.url(), stage.room());
    kim.write("before");
    assertThat(kim.messages()).hasCount(1);
    one.freeze();
    door.leadTo(stage.node());
    kim.write("is anybody there?");
    assertThat(kim.status())
        .hasAttribute(
            "data-node", stage.node().name(), new HasAttributeOptions().setTimeout(11_000));
    assertThat(kim.message("is anybody there?")).isVisible();
    assertThat(kim.pending()).hasCount(0);
  }

  @Test
  void aFullRoomIsKeptAndEnteredWhenThereIsAPlace() {
    NodeProcess small = stage.cluster().node("--standalone", "--people", "1");
    Client lee = stage.client(small, "Lee").join("closet");
    Visitor kim = stage.visitor("Kim");

    kim.enterInVain(small.http("/"), "closet");
    assertThat(kim.status()).containsText("This room is full.");
    kim.write("let me in");
    assertThat(kim.pending()).hasCount(1);
    kim.page().reload();
    assertThat(kim.status()).containsText("This room is full.");
    assertThat(kim.pending()).hasCount(1);
    lee.send("{'type':'leave','room':'closet'}");
    kim.sees("let me in");
    assertThat(kim.pending()).hasCount(0);
    assertThat(kim.status()).hasAttribute("data-quiet", "");
  }

  private static boolean isReady(NodeProcess node) {
    try {
      URL url = URI.create(node.http("/health/ready")).toURL();
      return ((HttpURLConnection) url.openConnection()).getResponseCode() == 200;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void say(Client client, String room, String text) {
    String id = text.replace(' ', '-');
    client.say(room, id.substring(0, Math.min(id.length(), 64)), text);
    client.await("ack");
  }
}
