package chatnode.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import chatnode.protocol.Placed;
import chatnode.protocol.Reference;
import chatnode.store.Moved;
import chatnode.store.Origin;
import chatnode.store.Store;
import chatnode.store.Store.Query;
import chatnode.store.Storing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was replaced or deleted is read by nobody, whichever node wrote what. */
abstract class AmendmentsContract extends SharedStore {
  private static final Person ANN = new Person("ann's client", "ann");

  /** The one that {@link #open} opens, and another that is empty. */
  abstract Storing from();

  abstract Storing to();

  abstract String password();

  @Override
  Store open(Duration keep, long keepBytes) throws Exception {
    return Stores.open(from(), password(), () -> NOW);
  }

  static Reference of(String id) {
    return new Reference(ANN.id(), id);
  }

  static Entry edit(long seq, String of, String text) {
    return new Entry(seq, NOW + seq, Draft.edit(ANN, "m" + seq, of(of), text));
  }

  static Entry delete(long seq, String of) {
    return new Entry(seq, NOW + seq, Draft.delete(ANN, "m" + seq, of(of)));
  }

  static void write(Store store, Entry... entries) {
    await(store.write(ROOM, FIRST, List.of(entries)));
  }

  private static List<String> texts(Store store) {
    return texts(newest(store).messages().stream().map(Placed::entry).toList());
  }

  private static List<String> found(Store store, String text) {
    return await(store.search(new Query(List.of(ROOM), text, null, 50))).hits().stream()
        .map(hit -> hit.message().entry().seq() + " " + Searching.text(hit.message().entry()))
        .toList();
  }

  /** In rows, not as they are read. */
  private static long rowsWith(Database database, String text) throws Exception {
    long rows = 0;
    try (Source.Parts parts = database.parts()) {
      for (var connection : parts.all()) {
        try (var query = connection.prepareStatement("select draft from message");
            var row = query.executeQuery()) {
          while (row.next()) {
            String draft = new String(row.getBytes(1), StandardCharsets.UTF_8);
            rows += draft.contains(text) ? 1 : 0;
          }
        }
      }
    }
    return rows;
  }

  static void eventuallyInNoRow(Store store, String text) {
    Database database = ((SqlStore) store).database();
    eventually(
        () -> {
          try {
            return rowsWith(database, text) == 0;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void anEditIsReadAtItsMessageAndFoundThereAndEarlierTextsNowhere() throws Exception {
    Store one = node();
    write(one, entry(1, "first words"), entry(2, "other"));
    write(one, edit(3, "m1", "second thoughts"));
    write(one, edit(4, "m1", "third time"));
    assertThat(texts(one)).containsExactly("third time", "other", "", "third time");
    Draft first = newest(one).messages().get(0).entry().draft();
    assertThat(first.editedAt()).isEqualTo(NOW + 4);
    assertThat(found(one, "third")).containsExactly("1 third time");
    assertThat(found(one, "first")).isEmpty();
    assertThat(found(one, "thoughts")).isEmpty();
    eventuallyInNoRow(one, "first words");
    eventuallyInNoRow(one, "second thoughts");
  }

  @Test
  void whatIsDeletedIsGoneWithItsEditsAlsoWhatIsBinary() throws Exception {
    Store one = node();
    byte[] bytes = "some bytes".getBytes(StandardCharsets.UTF_8);
    write(one, entry(1, "first words"), edit(2, "m1", "second thoughts"));
    write(one, new Entry(3, NOW + 3, Draft.binary(ANN, "m3", bytes)));
    write(one, delete(4, "m1"), delete(5, "m3"));
    assertThat(texts(one)).containsExactly("", "", "", "", "");
    assertThat(newest(one).messages().get(0).entry().draft().isGone()).isTrue();
    assertThat(found(one, "first")).isEmpty();
    assertThat(found(one, "second")).isEmpty();
    for (String text : List.of("first words", "second thoughts", "some bytes")) {
      eventuallyInNoRow(one, text);
    }
    assertThat(await(one.find(ROOM, List.of(entry(1, "first words").draft()))).get(0).seq())
        .isEqualTo(1);
  }

  @Test
  void onlyWhatStandsCanBeChanged() throws Exception {
    Store one = node();
    Store two = node();
    write(one, entry(1, "kept"), entry(2, "gone"), edit(3, "m1", "new"));
    write(two, delete(4, "m2"));
    for (Store each : List.of(one, two)) {
      assertThat(await(each.stands(ROOM, of("m1")))).isTrue();
      assertThat(await(each.stands(ROOM, of("m2")))).isFalse();
      assertThat(await(each.stands(ROOM, of("m3")))).isFalse();
      assertThat(await(each.stands(ROOM, of("m9")))).isFalse();
      assertThat(await(each.stands("other", of("m1")))).isFalse();
    }
  }

  @Test
  void whatAnotherNodeWroteIsChangedForAllAtOnceAndInItsRowsSoon() throws Exception {
    Store one = node();
    Store two = node();
    write(one, entry(1, "first words"), entry(2, "old text"), edit(3, "m2", "mid text"));
    write(two, delete(4, "m1"), edit(5, "m2", "new text"));
    for (Store each : List.of(one, two)) {
      assertThat(texts(each)).containsExactly("", "new text", "", "", "new text");
      assertThat(found(each, "first")).isEmpty();
      assertThat(found(each, "old")).isEmpty();
      assertThat(found(each, "mid")).isEmpty();
      Store.Opened opened = await(each.open(ROOM, opening(200)));
      assertThat(texts(opened.entries())).containsExactly("", "new text", "", "", "new text");
    }
    for (String text : List.of("first words", "old text", "mid text")) {
      eventuallyInNoRow(one, text);
    }
    eventually(() -> found(one, "new text").equals(List.of("2 new text")));
  }

  @Test
  void whatIsWrittenAfterItWasDeletedElsewhereIsDeletedAllTheSame() throws Exception {
    Store one = node();
    Store two = node();
    write(one, entry(1, "first words"));
    write(two, delete(3, "m2"), entry(4, "last"));
    eventuallyInNoRow(one, "nothing");
    write(one, entry(2, "late words"));
    assertThat(texts(one)).containsExactly("first words", "", "", "last");
    eventuallyInNoRow(one, "late words");
  }

  @Test
  void writingAgainWhatWasChangedSinceIsNoConflict() throws Exception {
    Store one = node();
    write(one, entry(1, "first words"), entry(2, "other"), edit(3, "m2", "mid"), delete(4, "m1"));
    write(one, edit(5, "m2", "new"));
    write(one, entry(1, "first words"), entry(2, "other"), edit(3, "m2", "mid"));
    Entry gone = newest(one).messages().get(0).entry();
    write(one, gone, delete(4, "m1"));
    assertThat(texts(one)).containsExactly("", "new", "", "", "new");
    for (String text : List.of("first words", "other", "mid")) {
      eventuallyInNoRow(one, text);
    }
  }

  @Test
  void straysComeAsTheyAreNow() throws Exception {
    Store one = node();
    write(one, entry(1, "kept"), entry(2, "beside"), entry(3, "gone"), delete(4, "m3"));
    Origin next = new Origin(200, 3, 100, 1);
    await(one.write(ROOM, next, List.of(entry(2, NOW + 9, "x", "other"))));
    List<Entry> strays = await(one.strays(ROOM, next));
    assertThat(texts(strays)).containsExactly("beside", "", "");
    assertThat(strays.get(2).draft().kind()).isEqualTo(Draft.Kind.DELETE);
  }

  @Test
  void whatIsMovedToAnotherStoreIsAsItWas() throws Exception {
    Store one = node();
    Draft answer = Draft.text(ANN, "m5", "an answer", of("m2"));
    write(one, entry(1, "first words"), entry(2, "old text"), edit(3, "m2", "new text"));
    write(one, delete(4, "m1"), new Entry(5, NOW + 5, answer));
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    try (Export export = Export.of(from(), password())) {
      export.write(lines, moved -> {});
    }
    assertThat(lines.toString(StandardCharsets.UTF_8)).doesNotContain("first words", "old text");
    for (int times = 0; times < 2; times++) {
      try (Import into = Import.into(to(), password())) {
        Moved moved = into.read(new ByteArrayInputStream(lines.toByteArray()), each -> {});
        assertThat(moved.messages()).isEqualTo(5);
        assertThat(moved.had()).isEqualTo(times * 5L);
      }
    }
    Store other = Stores.open(to(), password(), () -> NOW);
    nodes.add(other);
    assertThat(newest(other).messages())
        .usingRecursiveComparison()
        .isEqualTo(newest(one).messages());
    assertThat(found(other, "new text")).containsExactly("2 new text");
    write(other, delete(6, "m2"));
    assertThat(found(other, "new text")).isEmpty();
  }
}
