package chattest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was said is changed, taken back and answered; and who one is, where that is not chosen. */
class ChangingTest {
  @RegisterExtension static final Stage stage = new Stage("--standalone");

  @Test
  void theLastMessageIsEditedFromAnEmptyComposerByTheUpArrow() {
    Visitor kim = enter("Kim");
    Visitor lee = enter("Lee");
    kim.write("first").write("helo");
    assertThat(lee.messages()).hasCount(2);
    kim.composer().press("ArrowUp");
    assertThat(kim.composer()).hasValue("helo");
    kim.composer().press("Escape");
    assertThat(kim.composer()).hasValue("");
    kim.composer().press("ArrowUp");
    kim.write("hello");
    kim.sees("first", "hello");
    lee.sees("first", "hello");
    assertThat(lee.messages().last().locator(".edited")).hasText("(edited)");
    assertThat(kim.pending()).hasCount(0);
    lee.page().reload();
    lee.sees("first", "hello");
    lee.composer().press("ArrowUp");
    assertThat(lee.composer()).hasValue(""); // has said nothing
  }

  @Test
  void anAnswerShowsWhatItAnswersUntilThatIsDeleted() {
    Visitor kim = enter("Kim");
    Visitor lee = enter("Lee");
    kim.write("Lunch at one?\nOr two?");
    Locator asked = lee.message("Or two?");
    asked.focus();
    assertThat(deed(asked, "edit")).hasCount(0); // it is not his
    assertThat(deed(asked, "remove")).hasCount(0);
    assertThat(deed(asked, "moderate")).hasCount(0);
    deed(asked, "answer").click();
    lee.write("One.");
    Locator quote = kim.message("One.").locator(".quote");
    assertThat(quote).hasText("Kim Lunch at one?");
    quote.click();
    assertThat(kim.page().locator("[data-spot]")).containsText("Lunch");

    kim.messages().first().focus();
    kim.page().keyboard().press("ArrowDown"); // from message to message, and into what one offers
    kim.page().keyboard().press("ArrowUp");
    deed(kim.messages().first(), "remove").press("Enter");
    assertThat(kim.page().locator("dialog[open] .danger")).isFocused();
    kim.page().keyboard().press("Enter");
    assertThat(kim.page().locator("dialog[open]")).hasCount(0);
    for (Visitor each : new Visitor[] {kim, lee}) {
      each.sees("deleted", "One.");
      assertThat(each.page().locator(".quote")).hasText("Kim deleted");
      assertThat(deed(each.messages().first(), "answer")).hasCount(0);
    }
  }

  @Test
  void aTokenIsTakenOutOfTheAddressAndWhoHasAWrongOneIsNotLetIn() {
    Visitor kim = stage.visitor("Kim");
    kim.look(stage.node().http("/") + "#" + stage.room() + "&token=a.b.c");
    assertThat(kim.status()).hasAttribute("data-state", "ended");
    assertThat(kim.status()).containsText("You are not let in");
    assertThat(kim.status().locator("button")).hasCount(0);
    assertThat(kim.page().url()).endsWith("#" + stage.room());
    Object kept = kim.page().evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])");
    assertThat(kept.toString()).doesNotContain("a.b.c");
    kim.page().reload();
    assertThat(kim.status()).containsText("Sign in again");
    kim.button("Go on as a guest").click();
    assertThat(kim.page().locator("#welcome")).isVisible();
  }

  @Test
  void whoIsPutOutOfARoomReadsWhyAndWhatTheHouseSaysStandsAmongTheMessages() {
    Doorway door = stage.doorway(stage.node());
    Visitor kim = stage.visitor("Kim");
    kim.enter(door.url(), stage.room());
    Client lee = stage.client(stage.node(), "Lee").join(stage.room());
    lee.say(stage.room(), "1", "hello");
    assertThat(kim.messages()).hasCount(1);
    door.say(frame("notice").put("text", "Closing at six."));
    assertThat(kim.page().locator(".told")).hasText("Closing at six.");
    door.say(
        frame("error").put("code", "forbidden").put("message", "you were too loud"), frame("left"));
    assertThat(kim.status()).containsText("You are not in this room: you were too loud");
    assertThat(kim.messages()).hasCount(1);
  }

  /** Somebody looks after the room who may not write in it. */
  @Test
  void whatOneMayNotDoIsNotOfferedAndWhatAModeratorMayIs() {
    Doorway door = stage.doorway(stage.node());
    Visitor kim = stage.visitor("Kim");
    kim.enter(door.url(), stage.room());
    Client lee = stage.client(stage.node(), "Lee").join(stage.room());
    lee.say(stage.room(), "1", "hello");
    assertThat(kim.messages()).hasCount(1);
    assertThat(kim.page().locator(".moderate")).hasCount(0);
    door.say(welcome("see", "read", "moderate"));
    assertThat(kim.composer()).isDisabled();
    assertThat(kim.composer()).hasAttribute("placeholder", "You may read here, but not write.");
    assertThat(kim.page().locator("#show-search")).hasCount(0);
    assertThat(kim.page().locator(".moderate").first()).isVisible();
    Locator message = kim.messages().first();
    message.focus();
    assertThat(deed(message, "answer")).hasCount(0);
    assertThat(deed(message, "edit")).hasCount(0);
    assertThat(deed(message, "remove")).isVisible();
    deed(message, "moderate").click();
    kim.page().getByLabel("Ban", new Page.GetByLabelOptions().setExact(true)).check();
    kim.page().getByLabel("1 hour").check();
    kim.page().getByLabel("Reason").fill("be polite");
    kim.page().locator("#moderation .primary").click();
    assertThat(kim.page().locator("#toast")).containsText("You may not do that here"); // in truth
  }

  private static JsonObject welcome(String... deeds) {
    JsonObject rule = new JsonObject().put("rooms", "*").put("may", new JsonArray(List.of(deeds)));
    return frame("welcome")
        .put("node", "n")
        .put("id", "~another")
        .put("nick", "Kim")
        .put("nodes", new JsonArray())
        .put("may", new JsonArray().add(rule));
  }

  private static JsonObject frame(String type) {
    return new JsonObject().put("type", type).put("room", stage.room());
  }

  private static Visitor enter(String nick) {
    return stage.visitor(nick).enter(stage.node().http("/"), stage.room());
  }

  private static Locator deed(Locator message, String deed) {
    return message.locator("[data-deed=" + deed + "]");
  }
}
