package chattest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsInViewportOptions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Finding rooms, being in many of them, leaving them and coming back; alone and in two tabs. */
class RoomsTest {
  private static final double PATIENCE_MS = 30_000;

  @RegisterExtension static final Stage stage = new Stage("--standalone");
  private String room;
  private Visitor kim;

  @BeforeEach
  void start() {
    room = stage.room();
    kim = stage.visitor("Kim");
  }

  private Locator title() {
    return kim.page().locator("#title");
  }

  private static Locator names(Page page) {
    return page.locator("#rooms .list:not(.active) .name");
  }

  @Test
  void aRoomIsOpenedAndFoundAgainWithTheKeyboardAlone() {
    kim.enter(stage.node().http("/"), room);
    Page page = kim.page();
    page.keyboard().press("Control+k");
    page.keyboard().type(room + " 회의");
    page.keyboard().press("Enter");
    assertThat(title()).hasText("#" + room + "-회의");
    assertThat(kim.composer()).isFocused();
    page.keyboard().press("Alt+ArrowUp");
    assertThat(title()).hasText("#" + room);
    page.keyboard().press("Control+k");
    page.keyboard().type("회");
    assertThat(names(page)).hasText(new String[] {room + "-회의"});
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    assertThat(title()).hasText("#" + room + "-회의");
    assertThat(names(page)).hasCount(2);
  }

  @Test
  void aNameThatIsOnlySpeltDifferentlyIsPointedOut() {
    stage.client(stage.node(), "Lee").join(room + "-General");
    kim.enter(stage.node().http("/"), room);
    Locator field = kim.page().getByLabel("Find or open a room");
    field.fill(room + "-general");
    kim.button("Open #" + room + "-General").click();
    assertThat(title()).hasText("#" + room + "-General");
    kim.write("/join " + room + "-GENERAL");
    assertThat(kim.page().locator("#toast")).containsText("#" + room + "-General as well");
  }

  @Test
  void theFieldStaysInSightAboveHoweverManyRooms() {
    kim.context().addInitScript(inRooms(40));
    kim.enter(stage.node().http("/"), "r39");
    Locator last = names(kim.page()).last();
    last.scrollIntoViewIfNeeded();
    assertThat(last).isInViewport();
    assertThat(kim.page().getByLabel("Find or open a room"))
        .isInViewport(new IsInViewportOptions().setRatio(1));
  }

  /** As an earlier page left them, so that they are joined all at once. */
  private static String inRooms(int count) {
    List<String> rooms =
        IntStream.range(0, count).mapToObj("{\"name\":\"r%d\"}"::formatted).toList();
    return "if (location.host && !localStorage.length) localStorage.setItem('chat.rooms', '"
        + rooms
        + "')";
  }

  @Test
  void fiftyRoomsAreAllEnteredAndTheConnectionStays() {
    kim.context().addInitScript(inRooms(50));
    kim.context()
        .addInitScript(
            "window.opened = 0; window.WebSocket = class extends WebSocket {"
                + " constructor(...all) { super(...all); window.opened++; } }");
    kim.enter(stage.node().http("/"), "r49");
    Client lee = stage.client(stage.node(), "Lee");
    for (String each : List.of("r0", "r25", "r48")) {
      lee.join(each);
      kim.page().waitForCondition(() -> isIn(each));
      lee.say(each, each, "hello");
    }
    assertThat(kim.page().locator("#rooms .badge"))
        .hasCount(3, new HasCountOptions().setTimeout(PATIENCE_MS));
    assertThat(kim.page().evaluate("window.opened")).isEqualTo(1);
  }

  private boolean isIn(String each) {
    try (Client ana = Client.hello(stage.node(), "Ana")) {
      ana.send("{'type':'join','room':'" + each + "'}");
      return ana.await("joined").getJsonArray("members").encode().contains("Kim");
    }
  }

  @Test
  void whoLeavesByMistakeComesBackWithWhatWasWritten() {
    kim.enter(stage.node().http("/"), room);
    kim.write("/join " + room + "-b");
    kim.write("first");
    assertThat(kim.messages()).hasCount(1);
    kim.composer().fill("half a thought");
    kim.page().locator("#rooms [aria-current]").hover();
    kim.button("Leave " + room + "-b").click();
    assertThat(title()).hasText("#" + room);
    kim.button("Come back").click();
    assertThat(title()).hasText("#" + room + "-b");
    assertThat(kim.composer()).hasValue("half a thought");
    kim.sees("first");
    kim.write("second");
    kim.sees("first", "second");
    assertThat(kim.pending()).hasCount(0);
  }

  @Test
  void anOpenListOfActiveRoomsStaysTrue() {
    Client lee = stage.client(stage.node(), "Lee").join(room + "-old");
    kim.enter(stage.node().http("/"), room);
    kim.page().getByText("Active rooms").click();
    Locator active = kim.page().locator(".active");
    assertThat(active).containsText(room + "-old");
    lee.join(room + "-new");
    assertThat(active).containsText(room + "-new");
  }

  @Test
  void aLinkToTheRoomIsThereToInviteWith() {
    kim.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    kim.enter(stage.node().http("/"), room + "-정원");
    kim.button("Copy a link to this room").click();
    assertThat(kim.page().locator("#toast")).containsText("Copied");
    String link = (String) kim.page().evaluate("navigator.clipboard.readText()");
    assertThat(link).startsWith(stage.node().http("/#" + room + "-%EC%A0%95"));
    Visitor lee = stage.visitor("Lee");
    lee.look(link);
    assertThat(lee.page().getByLabel("Room", new Page.GetByLabelOptions().setExact(true)))
        .hasValue(room + "-정원");
  }

  @Test
  void twoTabsLoseNothingOfOneAnother() {
    String url = stage.node().http("/");
    kim.enter(url, room);
    Page first = kim.page();
    kim.comeBack(url).connected();
    Page second = kim.page();
    open(first, room + "-alpha");
    open(second, room + "-beta");
    String[] all = {room, room + "-alpha", room + "-beta"};
    assertThat(names(first)).hasText(all);
    assertThat(names(second)).hasText(all);
    first.locator("#rooms [aria-current]").hover();
    first.getByLabel("Leave " + room + "-alpha").click();
    assertThat(names(second)).hasText(new String[] {room, room + "-beta"});
    first.close();
    second.close();
    kim.comeBack(url).connected();
    assertThat(names(kim.page())).hasText(new String[] {room, room + "-beta"});
  }

  private static void open(Page page, String name) {
    page.getByLabel("Find or open a room").fill(name);
    page.keyboard().press("Enter");
    assertThat(page.locator("#title")).hasText("#" + name);
  }

  @Test
  void whoIsCalledInAnotherRoomSeesItAtOnce() {
    Client lee = stage.client(stage.node(), "Lee").join(room);
    kim.enter(stage.node().http("/"), room);
    kim.write("/join " + room + "-b");
    assertThat(title()).hasText("#" + room + "-b");
    lee.say(room, "call", "where are you, @Kim?");
    assertThat(kim.page().locator("#toast")).containsText("Lee mentions you in #" + room);
    kim.button("Show").click();
    assertThat(title()).hasText("#" + room);
    assertThat(kim.messages().locator(".call")).hasText("@Kim");
  }

  @Test
  void twoOfOneNameAreToldApart() {
    Client ann = stage.client(stage.node(), "Ann").join(room);
    Client other = stage.client(stage.node(), "ANN").join(room);
    kim.enter(stage.node().http("/"), room);
    ann.say(room, "1", "it is me");
    other.say(room, "2", "and me");
    assertThat(kim.messages()).hasCount(2);
    assertThat(kim.people().locator(".tag")).hasCount(2);
    List<String> tags = kim.messages().locator(".tag").allTextContents();
    assertThat(tags).hasSize(2).doesNotHaveDuplicates();
    assertThat(
            kim.people()
                .locator("li")
                .filter(new FilterOptions().setHasText("Kim"))
                .locator(".tag"))
        .hasCount(0);
  }
}
