package chattest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import chattest.page.Doorway.Upgrades;
import chattest.support.Balancer;
import chattest.support.Client;
import chattest.support.Folders;
import chattest.support.NodeProcess;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page where no WebSocket comes through: it is slower, and nothing else. */
class FallbackTest {
  private static final String[] BEHIND = {"--trusted-proxies", "127.0.0.1"};
  private static final double PATIENCE_MS = 30_000;

  @RegisterExtension static final Stage stage = new Stage("--standalone", BEHIND[0], BEHIND[1]);

  @Test
  void behindAProxyThatPassesNoUpgradesOnPeopleChatAllTheSame() throws IOException {
    int port = stage.node().port();
    try (Balancer proxy = proxy(port, port, port)) {
      Client lee = stage.client(stage.node(), "Lee").join(stage.room());
      Visitor kim = stage.visitor("Kim");

      kim.enter(proxy.http("/"), stage.room());
      assertThat(kim.status()).hasAttribute("data-way", "http");
      assertThat(kim.status()).hasAttribute("data-quiet", "");
      assertThat(kim.people()).containsText("Lee");
      say(lee, stage.room(), "hello Kim");
      String long2000 = "word ".repeat(400).trim();
      kim.write("hello Lee").write(long2000);
      kim.sees("hello Kim", "hello Lee", long2000);
      assertThat(kim.pending()).hasCount(0);
      assertThat(lee.messages(3)).containsExactly("hello Kim", "hello Lee", long2000);
      kim.write("/join " + stage.room() + "-2").write("is anybody here?");
      kim.sees("is anybody here?");
      kim.write("/nick Kimberly");
      assertThat(kim.people()).containsText("Kimberly");
      kim.button("Settings").click();
      assertThat(kim.page().locator("#settings")).containsText("without WebSocket");
    }
  }

  @Test
  void whoComesBackToTheTabGoesThereByTheSameWayAtOnce() {
    Doorway door = stage.doorway(stage.node()).upgrades(Upgrades.REFUSE);
    Visitor kim = stage.visitor("Kim");

    kim.enter(door.url(), stage.room());
    kim.write("before");
    assertThat(kim.pending()).hasCount(0);
    List<String> sockets = sockets(kim);
    kim.page().reload();
    kim.connected();
    assertThat(kim.status()).hasAttribute("data-way", "http");
    kim.sees("before");
    assertThat(sockets).isEmpty();
  }

  @Test
  void whereAWebSocketHangsItIsNotWaitedForLong() {
    Doorway door = stage.doorway(stage.node()).upgrades(Upgrades.HANG);
    Visitor kim = stage.visitor("Kim");

    kim.enter(door.url(), stage.room());
    assertThat(kim.status()).hasAttribute("data-way", "http");
    kim.write("here all the same");
    kim.sees("here all the same");
    assertThat(kim.pending()).hasCount(0);
  }

  @Test
  void aWebSocketTakesOverWhenThereIsOneAgainAndNothingIsMissingOrTwice() {
    Doorway door = stage.doorway(stage.node()).upgrades(Upgrades.REFUSE);
    Client lee = stage.client(stage.node(), "Lee").join(stage.room());
    Visitor kim = stage.visitor("Kim");

    kim.enterAfter(() -> kim.page().clock().install(), door.url(), stage.room());
    assertThat(kim.status()).hasAttribute("data-way", "http");
    kim.write("slowly");
    say(lee, stage.room(), "but surely");
    kim.sees("slowly", "but surely");
    door.upgrades(Upgrades.PASS);
    kim.page().clock().fastForward(61_000);
    assertThat(kim.status())
        .hasAttribute("data-way", "ws", new HasAttributeOptions().setTimeout(PATIENCE_MS));
    say(lee, stage.room(), "and now fast");
    kim.write("indeed");
    kim.sees("slowly", "but surely", "and now fast", "indeed");
    assertThat(kim.pending()).hasCount(0);
  }

  @Test
  void aKilledNodeCostsNothing() throws IOException {
    NodeProcess one = stage.cluster().node(BEHIND);
    NodeProcess two = stage.cluster().node(BEHIND);
    try (Balancer proxy = proxy(one.port(), two.port(), two.port())) {
      Client lee = stage.client(two, "Lee").join("garden");
      Visitor kim = stage.visitor("Kim");

      kim.enter(proxy.http("/"), "garden");
      assertThat(kim.status()).hasAttribute("data-way", "http");
      IntStream.range(0, 5).forEach(i -> kim.write("kim " + i));
      IntStream.range(0, 5).forEach(i -> say(lee, "garden", "lee " + i));
      one.kill();
      IntStream.range(5, 10).forEach(i -> kim.write("kim " + i));
      IntStream.range(5, 10).forEach(i -> say(lee, "garden", "lee " + i));
      assertThat(kim.messages()).hasCount(20, new HasCountOptions().setTimeout(PATIENCE_MS));
      assertThat(kim.pending()).hasCount(0);
      List<String> order = lee.messages(20);
      kim.sees(order.toArray(new String[0]));
      assertThat(order).doesNotHaveDuplicates();
    }
  }

  /** Nothing stands before the nodes, and it is the browser that makes no WebSockets. */
  @Test
  void withoutABalancerThePeopleOfAKilledNodeGoOnAtTheOther() {
    NodeProcess one = stage.cluster().node();
    NodeProcess two = stage.cluster().node();
    Client lee = stage.client(two, "Lee").join("garden");
    Visitor kim = stage.visitor("Kim");

    kim.context()
        .addInitScript("window.WebSocket = function () { throw new DOMException('forbidden'); }");
    kim.enter(one.http("/"), "garden");
    kim.connectedTo(one);
    assertThat(kim.status()).hasAttribute("data-way", "http");
    kim.write("before");
    assertThat(kim.pending()).hasCount(0);
    one.kill();
    kim.write("from the dark");
    kim.connectedTo(two);
    assertThat(kim.pending()).hasCount(0);
    say(lee, "garden", "still here");
    kim.sees("before", "from the dark", "still here");
    assertThat(lee.messages(3)).containsExactly("before", "from the dark", "still here");
  }

  private static Balancer proxy(Integer... ports) throws IOException {
    Path folder = Files.createDirectories(Folders.fresh("nginx"));
    return Balancer.nginxWithoutUpgrades(folder, List.of(ports)).awaitUp();
  }

  private static List<String> sockets(Visitor visitor) {
    List<String> urls = new CopyOnWriteArrayList<>();
    visitor.page().onWebSocket(socket -> urls.add(socket.url()));
    return urls;
  }

  private static void say(Client client, String room, String text) {
    client.say(room, text.replace(' ', '-'), text);
    client.await("ack");
  }
}
