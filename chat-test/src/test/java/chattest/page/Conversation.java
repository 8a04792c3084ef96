package chattest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import chattest.support.Client;
import chattest.support.NodeProcess;

/** Three people talking, with a bit of everything that a page has to show. */
final class Conversation implements AutoCloseable {
  private final String room;
  private final Client kim;
  private final Client lee;
  private final Client ana;
  private int count;

  Conversation(NodeProcess node, String room) {
    this.room = room;
    kim = Client.hello(node, "Kim").join(room);
    lee = Client.hello(node, "이순신").join(room);
    ana = Client.hello(node, "Ana María").join(room);
    kim.join("kitchen");
    ana.join("office").join("help");
    says(kim, "Morning! The tomatoes are *finally* red.");
    says(kim, "Pictures at https://example.org/garden?day=3 (12 MB, sorry).");
    says(lee, "안녕하세요! 오늘 날씨가 정말 좋네요. 토마토가 벌써 익었다니 부럽습니다.");
  }

  private void says(Client who, String text) {
    who.say(room, "m" + count++, text);
    who.await("ack");
  }

  /** Ends with something unread in another room, a mention and somebody typing. */
  void goOn(Visitor visitor) {
    visitor.write("/join kitchen");
    visitor.write("/join " + room);
    assertThat(visitor.message("tomatoes")).isVisible();
    visitor.write("Good morning everyone :wave:");
    says(ana, "@Sofia could you water the **basil**? The tap is opened with `valve --open 3`.");
    says(ana, "/me hides behind the watering can");
    visitor.write("Of course.");
    assertThat(visitor.message("Of course.")).isVisible();
    visitor.write("And I will bring a little of it for the kitchen, there is far too much anyway.");
    says(lee, "감사합니다 🙏");
    kim.say("kitchen", "lunch in " + room, "Lunch at one? @Sofia");
    assertThat(visitor.page().locator("#rooms .badge")).hasText("1");
    assertThat(visitor.message("감사합니다")).isVisible();
    assertThat(visitor.pending()).hasCount(0);
    ana.send("{'type':'typing','room':'" + room + "'}");
    assertThat(visitor.page().locator("#typing")).containsText("Ana María is typing");
  }

  @Override
  public void close() {
    kim.close();
    lee.close();
    ana.close();
  }
}
