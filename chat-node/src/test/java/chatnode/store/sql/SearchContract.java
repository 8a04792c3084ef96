package chatnode.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Mark;
import chatnode.protocol.Person;
import chatnode.store.Origin;
import chatnode.store.Store;
import chatnode.store.Store.Found;
import chatnode.store.Store.Query;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is found in every store, and what is not. */
abstract class SearchContract extends SharedStore {
  private long seq;

  /** In the one room, each in a message of its own. */
  private void say(Store store, String... texts) {
    List<Entry> entries = new ArrayList<>();
    for (String text : texts) {
      seq++;
      entries.add(entry(seq, text));
    }
    await(store.write(ROOM, FIRST, entries));
  }

  private static Found search(Store store, String text) {
    return await(store.search(new Query(List.of(ROOM), text, null, 50)));
  }

  private static List<String> found(Store store, String text) {
    return found(search(store, text));
  }

  private static List<String> found(Found found) {
    return texts(found.hits().stream().map(hit -> hit.message().entry()).toList());
  }

  @Test
  void aWordInsideAWordIsFound() throws Exception {
    Store one = node();
    say(one, "우리집에서검색합니다", "something else", "검토", "색검");
    assertThat(found(one, "검색")).containsExactly("우리집에서검색합니다");
    assertThat(found(one, "집에서검색합")).containsExactly("우리집에서검색합니다");
    assertThat(found(one, "검색했습니다")).isEmpty();
  }

  @Test
  void oneLetterIsFoundWhereverItStands() throws Exception {
    Store one = node();
    say(one, "가", "나가", "가나", "나가나", "각", "나 가 나", "a가", "7");
    assertThat(found(one, "가")).containsExactly("a가", "나 가 나", "나가나", "가나", "나가", "가");
    assertThat(found(one, "7")).containsExactly("7");
  }

  @Test
  void caseAndCompositionAreAside() throws Exception {
    Store one = node();
    String composed = Normalizer.normalize("한글 Ärger", Normalizer.Form.NFC);
    String taken = Normalizer.normalize("한글 äRGER", Normalizer.Form.NFD);
    say(one, composed, taken, "ΟΔΟΣ", "οδος", "ﬁn ＡＢＣ");
    assertThat(found(one, "한글")).containsExactly(taken, composed);
    assertThat(found(one, Normalizer.normalize("글 ä", Normalizer.Form.NFD)))
        .containsExactly(taken, composed);
    assertThat(found(one, "οδοσ")).containsExactly("οδος", "ΟΔΟΣ");
    assertThat(found(one, "FIN abc")).containsExactly("ﬁn ＡＢＣ");
  }

  @Test
  void whatIsALanguageElsewhereIsTextHere() throws Exception {
    Store one = node();
    say(one, "100 % sure", "100 sure", "a_b", "axb", "say \"no\" - or", "no* OR yes", "no or yes");
    assertThat(found(one, "100 %")).containsExactly("100 % sure");
    assertThat(found(one, "a_b")).containsExactly("a_b");
    assertThat(found(one, "\"no\"")).containsExactly("say \"no\" - or");
    assertThat(found(one, "no*")).containsExactly("no* OR yes");
    assertThat(found(one, "no OR yes")).containsExactly("no or yes");
    assertThat(found(one, "- or")).containsExactly("say \"no\" - or");
    assertThat(found(one, "' or 1=1 --")).isEmpty();
  }

  @Test
  void whatHasNoLettersIsComparedWithAll() throws Exception {
    Store one = node();
    say(one, "50%", "fine :-)", "😀😀", "plain", "(╯°□°)╯");
    assertThat(found(one, "%")).containsExactly("50%");
    assertThat(found(one, ":-)")).containsExactly("fine :-)");
    assertThat(found(one, "😀")).containsExactly("😀😀");
    assertThat(found(one, "╯°□")).containsExactly("(╯°□°)╯");
    assertThat(found(one, "?!")).isEmpty();
  }

  @Test
  void anyScriptIsFound() throws Exception {
    Store one = node();
    say(one, "हिन्दी में", "漢字かな交じり文", "สวัสดีครับ", "مرحبا", "𝒳𠮷野家", "e\u0301tude");
    assertThat(found(one, "हिन्दी")).containsExactly("हिन्दी में");
    assertThat(found(one, "字か")).containsExactly("漢字かな交じり文");
    assertThat(found(one, "สวัส")).containsExactly("สวัสดีครับ");
    assertThat(found(one, "رحب")).containsExactly("مرحبا");
    assertThat(found(one, "𠮷野")).containsExactly("𝒳𠮷野家");
    assertThat(found(one, "étude")).containsExactly("e\u0301tude");
  }

  @Test
  void theNewestAreFirstOverAllNodesAndPagesGoOn() throws Exception {
    Store one = node();
    Store two = node();
    for (long seq = 1; seq <= 60; seq++) {
      await((seq % 2 == 0 ? one : two).write(ROOM, FIRST, List.of(entry(seq, "hit " + seq))));
      await(one.write("elsewhere", FIRST, List.of(entry(seq, "hit elsewhere"))));
    }
    await(two.write(ROOM, FIRST, List.of(entry(60, "hit 60")))); // in both
    List<String> all = new ArrayList<>();
    Mark mark = null;
    do {
      Found found = await(two.search(new Query(List.of(ROOM), "hit", mark, 7)));
      all.addAll(found(found));
      mark = found.next();
    } while (mark != null);
    assertThat(all)
        .isEqualTo(LongStream.rangeClosed(1, 60).mapToObj(i -> "hit " + (61 - i)).toList());
  }

  @Test
  void hitsOfOneMomentAreAllFoundOnce() throws Exception {
    Store one = node();
    List<Entry> same =
        LongStream.rangeClosed(1, 300)
            .mapToObj(seq -> entry(seq, NOW, "m" + seq, "hit " + seq))
            .toList();
    await(one.write(ROOM, FIRST, same));
    List<String> all = new ArrayList<>();
    Mark mark = null;
    do {
      Found found = await(one.search(new Query(List.of(ROOM), "hit", mark, 50)));
      all.addAll(found(found));
      mark = found.next();
    } while (mark != null);
    assertThat(all)
        .isEqualTo(LongStream.rangeClosed(1, 300).mapToObj(i -> "hit " + (301 - i)).toList());
  }

  @Test
  void onlyTheRoomsAskedForAreSearched() throws Exception {
    Store one = node();
    await(one.write("a", FIRST, List.of(entry(1, "hit a"))));
    await(one.write("b", FIRST, List.of(entry(2, "hit b"))));
    await(one.write("c", FIRST, List.of(entry(3, "hit c"))));
    Found found = await(node().search(new Query(List.of("a", "c", "unknown"), "HIT", null, 50)));
    assertThat(found.hits()).extracting(Store.Hit::room).containsExactly("c", "a");
    assertThat(found.next()).isNull();
    assertThat(await(one.search(new Query(List.of("unknown"), "hit", null, 50))).hits()).isEmpty();
    Found page = await(one.search(new Query(List.of("a", "b", "c"), "hit", null, 2)));
    assertThat(page.next()).isEqualTo(new Mark("b", 100, 2));
    assertThat(found(await(one.search(new Query(List.of("a", "b", "c"), "hit", page.next(), 2)))))
        .containsExactly("hit a");
  }

  @Test
  void whatIsBesideTheLineIsNotFoundAndWhatWasAppendedOnce() throws Exception {
    Store one = node();
    say(one, "hit 1");
    Origin second = await(one.open(ROOM, opening(200))).origin();
    Entry late = entry(2, NOW + 2, "late", "hit late");
    await(one.write(ROOM, FIRST, List.of(late)));
    assertThat(found(one, "hit")).containsExactly("hit 1");
    await(one.write(ROOM, second, List.of(new Entry(2, NOW + 9, late.draft()))));
    Found found = search(one, "hit");
    assertThat(found(found)).containsExactly("hit late", "hit 1");
    assertThat(found.hits().get(0).message().epoch()).isEqualTo(200);
  }

  @Test
  void bytesAndPeopleAreNotSearched() throws Exception {
    Store one = node();
    Draft bytes = Draft.binary(new Person("c", "n"), "i", "hit".getBytes(StandardCharsets.UTF_8));
    await(one.write(ROOM, FIRST, List.of(new Entry(1, NOW, bytes), entry(2, "text"))));
    assertThat(found(one, "hit")).isEmpty();
    assertThat(found(one, "ann")).isEmpty();
    assertThat(found(one, "_1")).isEmpty();
  }

  @Test
  void aSearchThatFindsTooManyCandidatesGoesOnOnItsNextPage() throws Exception {
    Store one = node();
    say(one, "ab bc cd the one abcd");
    for (int i = 0; i < 25; i++) {
      String[] texts = new String[1_000];
      Arrays.fill(texts, "cd bc ab");
      say(one, texts);
    }
    Found found = search(one, "abcd");
    int pages = 1;
    while (found.hits().isEmpty() && found.next() != null) {
      found = await(one.search(new Query(List.of(ROOM), "abcd", found.next(), 50)));
      pages++;
    }
    assertThat(found(found)).containsExactly("ab bc cd the one abcd");
    assertThat(pages).isGreaterThan(1);
  }
}
