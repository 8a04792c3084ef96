package chatnode.room;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What many get is made once for each kind of them. */
class EncodedTest {
  private static final List<Entry> PAGE =
      List.of(new Entry(1, 1, Draft.text(new Person("c", "nick"), "1", "text")));

  /** Counts how often it was asked. */
  private static final class Counting implements Dialect {
    private int made;

    @Override
    public byte[] entries(String room, long epoch, List<Entry> entries) {
      made++;
      return new byte[] {1};
    }

    @Override
    public byte[] frames(List<ServerFrame> frames) {
      return NOTHING;
    }

    @Override
    public boolean isNumbered() {
      return true;
    }
  }

  private static List<Counting> kinds(int count) {
    return Stream.generate(Counting::new).limit(count).toList();
  }

  @Test
  void aBatchIsMadeOnceForEachKindHoweverManyThereAre() {
    Encoded batch = new Encoded("room");
    List<Counting> kinds = kinds(100);
    for (int i = 0; i < 3; i++) {
      kinds.forEach(each -> batch.of(each, 1, PAGE));
    }
    assertThat(kinds).allMatch(each -> each.made == 1);
  }

  @Test
  void aPageThatStaysIsKeptForAFewKindsOnly() {
    Encoded page = new Encoded("room", 2);
    List<Counting> kinds = kinds(4);
    for (int i = 0; i < 3; i++) {
      kinds.forEach(each -> page.of(each, 1, PAGE));
    }
    assertThat(kinds).extracting(each -> each.made).containsExactly(1, 1, 3, 3);
    page.clear();
    page.of(kinds.get(3), 1, PAGE);
    page.of(kinds.get(0), 1, PAGE);
    page.of(kinds.get(3), 1, PAGE);
    assertThat(kinds.get(3).made).isEqualTo(4);
  }
}
