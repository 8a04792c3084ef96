package chatnode.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.LineReader.Broken;
import chatnode.protocol.Person;
import chatnode.protocol.Placed;
import chatnode.store.Moved;
import chatnode.store.Origin;
import chatnode.store.Store;
import chatnode.store.Store.Closing;
import chatnode.store.Store.Opened;
import chatnode.store.Store.Query;
import chatnode.store.StoreProblem;
import chatnode.store.Storing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whatever is in one store is in another afterwards, as it was. */
abstract class MovingContract extends SharedStore {
  private static final Person ANN = new Person("ann's id", "앤 \"the\" 😀");
  private static final String LONG_NAME = "𠀀".repeat(64);
  private static final Origin SECOND = new Origin(200, 3, 100, 700);
  private static final byte[] KEY = "the key of those who talk".getBytes(StandardCharsets.UTF_8);

  /** The one that is exported, and the one that is filled; both are empty at first. */
  abstract Storing from();

  abstract Storing to();

  abstract Store open(Storing storing) throws Exception;

  abstract String password();

  @Override
  Store open(Duration keep, long keepBytes) throws Exception {
    return open(from());
  }

  private static Entry text(long seq, long at, String text) {
    return new Entry(seq, at, Draft.text(ANN, "id " + seq, text));
  }

  private static byte[] everyByte() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    return all;
  }

  /** All kinds of messages, in two files where there are files. */
  private void fill() throws Exception {
    Store one = node();
    Store two = node();
    one.identityKey(KEY);
    await(one.open(ROOM, opening(100)));
    write(one, FIRST, 1, 450);
    write(two, FIRST, 400, 700);
    await(one.close(List.of(new Closing(ROOM, 100, 2, 700))));
    await(
        two.write(
            ROOM,
            SECOND,
            List.of(
                text(701, NOW, "안녕하세요\n둘째 줄"),
                text(702, NOW, "same moment, \u2028 \\ \" \u0001 and 😀"),
                new Entry(703, NOW, Draft.binary(ANN, "binary", everyByte())),
                new Entry(704, NOW, Draft.binary(ANN, "nothing", new byte[0])))));
    await(one.close(List.of(new Closing(ROOM, 200, 4, 704))));
    await(one.write(LONG_NAME, FIRST, List.of(text(1, NOW, "x".repeat(60_000)))));
    await(one.open("empty", opening(100)));
    await(two.close(List.of(new Closing("empty", 100, 2, 0))));
    stop(one);
    stop(two);
  }

  private byte[] exported(Storing storing) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Export export = Export.of(storing, password())) {
      export.write(out, moved -> {});
    }
    return out.toByteArray();
  }

  private Moved imported(InputStream in) throws Exception {
    try (Import into = Import.into(to(), password())) {
      return into.read(in, moved -> {});
    }
  }

  private Moved imported(byte[] lines) throws Exception {
    return imported(new ByteArrayInputStream(lines));
  }

  private Moved imported(String lines) throws Exception {
    return imported(lines.getBytes(StandardCharsets.UTF_8));
  }

  /** Rooms need not come in the same order. */
  private static List<String> sorted(byte[] lines) {
    return new String(lines, StandardCharsets.UTF_8).lines().sorted().toList();
  }

  private Store filled() throws Exception {
    Store store = open(to());
    nodes.add(store);
    return store;
  }

  private static List<Placed> all(Store store, String room) {
    List<Placed> all = new ArrayList<>();
    Store.Page page = await(store.before(room, 0, Long.MAX_VALUE, 200));
    all.addAll(0, page.messages());
    while (page.next() != null) {
      page = await(store.before(room, page.next().epoch(), page.next().seq(), 200));
      all.addAll(0, page.messages());
    }
    return all;
  }

  private static List<String> told(List<Placed> messages) {
    return messages.stream()
        .map(
            placed ->
                placed.epoch()
                    + ":"
                    + placed.entry().seq()
                    + "@"
                    + placed.entry().at()
                    + Arrays.toString(placed.entry().draft().bytes()))
        .toList();
  }

  @Test
  void allThatWasStoredIsInTheOtherStoreAsItWas() throws Exception {
    fill();
    byte[] lines = exported(from());
    assertThat(imported(lines)).isEqualTo(new Moved(3, 705, 0));
    assertThat(sorted(exported(to()))).isEqualTo(sorted(lines));
    Store before = node();
    Store after = filled();
    assertThat(all(after, ROOM)).hasSize(704);
    for (String room : List.of(ROOM, LONG_NAME, "empty")) {
      assertThat(told(all(after, room))).isEqualTo(told(all(before, room)));
    }
    assertThat(after.identityKey(new byte[32])).isEqualTo(KEY);
  }

  @Test
  void whatWasMovedIsFoundAndAResendIsKnown() throws Exception {
    fill();
    imported(exported(from()));
    Store after = filled();
    Store.Found found = await(after.search(new Query(List.of(ROOM), "하세", null, 10)));
    assertThat(found.hits()).hasSize(1);
    assertThat(await(after.find(ROOM, List.of(Draft.text(ANN, "id 702", "again")))))
        .containsExactly(new Store.Place(200, 702, NOW));
  }

  @Test
  void anEpochThatWasClosedGoesOnAndOneThatWasNotIsFollowedByANewOne() throws Exception {
    fill();
    imported(exported(from()));
    Store after = filled();
    Opened closed = await(after.open(ROOM, opening(900)));
    assertThat(closed.origin().epoch()).isEqualTo(200);
    assertThat(closed.head()).isEqualTo(704);
    assertThat(closed.strays()).isEmpty();
    Opened empty = await(after.open("empty", opening(900)));
    assertThat(empty.origin().epoch()).isEqualTo(100);
    assertThat(empty.head()).isZero();
    Opened open = await(after.open(LONG_NAME, opening(900)));
    assertThat(open.origin()).isEqualTo(new Origin(900, 3, 100, 1));
  }

  /** As the documents say it with sed, for a backup that is older than what people have seen. */
  @Test
  void withoutTheMarksThatItWasClosedEveryRoomBeginsANewEpoch() throws Exception {
    fill();
    String lines = new String(exported(from()), StandardCharsets.UTF_8);
    imported(
        lines
            .lines()
            .map(line -> line.startsWith("{\"type\":\"epoch\"") ? unclosed(line) : line)
            .collect(Collectors.joining("\n")));
    Opened opened = await(filled().open(ROOM, opening(900)));
    assertThat(opened.origin()).isEqualTo(new Origin(900, 6, 200, 704));
  }

  private static String unclosed(String line) {
    return line.replaceFirst("\"closed\":[0-9]+,", "");
  }

  @Test
  void importingTwiceIsImportingOnce() throws Exception {
    fill();
    byte[] lines = exported(from());
    imported(lines);
    assertThat(imported(lines)).isEqualTo(new Moved(3, 705, 705));
    assertThat(sorted(exported(to()))).isEqualTo(sorted(lines));
  }

  @Test
  void anImportThatWasCutOffSaysSoAndTheNextOneGoesOn() throws Exception {
    fill();
    byte[] lines = exported(from());
    assertThatThrownBy(() -> imported(Arrays.copyOf(lines, lines.length / 2)))
        .isInstanceOf(Broken.class)
        .hasMessageMatching("line \\d+: it is no whole JSON object");
    List<String> some = new String(lines, StandardCharsets.UTF_8).lines().limit(600).toList();
    assertThatThrownBy(() -> imported(String.join("\n", some)))
        .isInstanceOf(StoreProblem.class)
        .hasMessageContainingAll("line 600", "import all of it");
    Moved rest = imported(lines);
    assertThat(rest.messages()).isEqualTo(705);
    assertThat(rest.had()).isBetween(500L, 704L);
    assertThat(sorted(exported(to()))).isEqualTo(sorted(lines));
  }

  /** Whoever opens a room that is half there goes on behind all of it, and nothing is hidden. */
  @Test
  void aRoomThatWasOpenedBeforeTheImportWasContinuedKeepsItsOrder() throws Exception {
    fill();
    byte[] lines = exported(from());
    String some =
        new String(lines, StandardCharsets.UTF_8)
            .lines()
            .limit(600)
            .collect(Collectors.joining("\n"));
    assertThatThrownBy(() -> imported(some)).isInstanceOf(StoreProblem.class);
    Store early = filled();
    Opened opened = await(early.open(ROOM, opening(900)));
    assertThat(opened.head()).isEqualTo(700);
    await(early.write(ROOM, opened.origin(), List.of(entry(701, NOW, "early", "early bird"))));
    stop(early);
    imported(lines);
    Store after = filled();
    Opened again = await(after.open(ROOM, opening(950)));
    assertThat(texts(again.strays())).hasSize(4).startsWith("안녕하세요\n둘째 줄");
    assertThat(numbers(await(after.before(ROOM, 900, 702, 200))))
        .isEqualTo(LongStream.rangeClosed(502, 701).boxed().toList());
  }

  @Test
  void aLineThatIsBrokenNamesItsNumberAndWhatCameBeforeIsThere() throws Exception {
    String begin = "{\"type\":\"export\",\"format\":1}\n";
    String epoch =
        "{\"type\":\"epoch\",\"room\":\"a\",\"epoch\":1,\"turn\":1,\"parent\":0,\"after\":0,"
            + "\"head\":2}\n";
    String message =
        "{\"type\":\"message\",\"room\":\"a\",\"epoch\":1,\"seq\":1,\"id\":\"x\","
            + "\"from\":{\"id\":\"p\",\"nick\":\"n\"},\"text\":\"one\",\"at\":5}\n";
    isBroken("{}", 1, "type");
    isBroken(epoch, 1, "not what export wrote");
    isBroken("SQLite format 3\0\n", 1, "JSON");
    isBroken(begin.replace("1}", "2}"), 1, "newer chat-node");
    isBroken(begin + message, 2, "behind its epoch");
    isBroken(begin + epoch + "\n" + message.replace("\"seq\":1,", ""), 4, "seq");
    isBroken(begin + epoch + message.replace("one", "\\ud800"), 3, "surrogate");
    isBroken(begin + epoch + message.replace("one", "\\u0000"), 3, "U+0000");
    isBroken(begin + epoch + message.replace("\"text\":\"one\"", "\"data\":\"?\""), 3, "base64");
    isBroken(begin + epoch + message.replace("\"p\"", "\"" + "p".repeat(256) + "\""), 3, "id");
    isBroken(begin + epoch + message.replace("\"a\"", "\"b c\""), 3, "room");
    isBroken(begin + epoch + message + message.replace("one", "two"), 4, "another message");
    isBroken(begin + epoch + message + "{\"type\":\"end\",\"rooms\":1,\"messages\":2}", 4, "2");
    String end = "{\"type\":\"end\",\"rooms\":1,\"messages\":1}\n";
    assertThat(imported(begin + epoch + message + end)).isEqualTo(new Moved(1, 1, 0));
    isBroken(begin + epoch + message.replace("one", "two") + end, 3, "another message is at 1:1");
  }

  private void isBroken(String lines, int number, String... words) {
    assertThatThrownBy(() -> imported(lines))
        .isInstanceOf(Broken.class)
        .hasMessageStartingWith("line " + number + ": ")
        .hasMessageContainingAll(words);
  }

  @Test
  void aStoreWhosePeopleAreKnownByAnotherKeyIsNotFilled() throws Exception {
    fill();
    byte[] lines = exported(from());
    Store other = filled();
    other.identityKey("another key".getBytes(StandardCharsets.UTF_8));
    stop(other);
    assertThat(imported(lines).messages()).isEqualTo(705); // nobody was known by that one yet
    String key = Base64.getEncoder().encodeToString(KEY);
    String another = new String(lines, StandardCharsets.UTF_8).replace(key, "AAAA");
    assertThatThrownBy(() -> imported(another))
        .isInstanceOf(StoreProblem.class)
        .hasMessageContainingAll("another key", "import into an empty one");
  }

  @Test
  void linesThatCannotBeReadToTheEndAreNoneOfOurDoing() throws Exception {
    InputStream fails =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the pipe is broken");
          }
        };
    assertThatThrownBy(() -> imported(fails)).isInstanceOf(IOException.class);
  }
}
