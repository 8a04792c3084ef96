package chatnode.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.Entry;
import chatnode.protocol.RoomName;
import chatnode.store.Store;
import chatnode.store.Store.Closing;
import chatnode.store.Store.Opened;
import chatnode.store.Store.Query;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What goes after a while, and what stays. */
abstract class RetentionContract extends SharedStore {
  private static final Duration HOUR = Duration.ofHours(1);

  private static List<Entry> old(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(seq -> entry(seq, NOW - 2 * HOUR.toMillis(), "m" + seq, "secret " + seq))
        .toList();
  }

  private static int hits(Store store, String text) {
    return await(store.search(new Query(List.of(ROOM), text, null, 50))).hits().size();
  }

  @Test
  void onlyWhatIsOldGoesAndEpochAndHeadStay() throws Exception {
    Store one = open(HOUR, 0);
    nodes.add(one);
    await(one.open(ROOM, opening(100)));
    await(one.write(ROOM, FIRST, old(1, 1_200)));
    write(one, FIRST, 1_201, 1_205);
    eventually(() -> newest(one).messages().size() == 5);
    assertThat(numbers(newest(one))).isEqualTo(range(1_201, 1_205));
    assertThat(newest(one).next()).isNull();
    assertThat(hits(one, "secret")).isZero();
    assertThat(hits(one, "text")).isEqualTo(5);
    assertThat(await(one.find(ROOM, List.of(old(7, 7).get(0).draft()))))
        .isEqualTo(Collections.singletonList(null));
  }

  @Test
  void aRoomWhoseMessagesHaveAllGoneGoesOn() throws Exception {
    Store one = open(HOUR, 0);
    nodes.add(one);
    await(one.open(ROOM, opening(100)));
    await(one.write(ROOM, FIRST, old(1, 10)));
    eventually(() -> newest(one).messages().isEmpty());
    await(one.close(List.of(new Closing(ROOM, 100, 2, 10))));
    Opened again = await(one.open(ROOM, opening(200)));
    assertThat(again.origin().epoch()).isEqualTo(100);
    assertThat(again.head()).isEqualTo(10);
    assertThat(again.entries()).isEmpty();
  }

  @Test
  void whatWasDoneAboutPeopleStaysWhenWhatTheySaidGoes() throws Exception {
    Store one = open(HOUR, 0);
    nodes.add(one);
    await(one.write(RoomName.OF_THE_HOUSE, FIRST, old(1, 3)));
    await(one.write(ROOM, FIRST, old(1, 10)));
    eventually(() -> newest(one).messages().isEmpty());
    assertThat(await(one.before(RoomName.OF_THE_HOUSE, 0, 100, 50)).messages()).hasSize(3);
  }

  @Test
  void whatNobodyWritesToIsTrimmedToo() throws Exception {
    Store gone = node();
    await(gone.write(ROOM, FIRST, old(1, 10)));
    Store one = open(HOUR, 0);
    nodes.add(one);
    write(one, FIRST, 11, 12);
    stop(gone);
    eventually(() -> newest(one).messages().size() == 2);
    assertThat(await(one.open(ROOM, opening(200))).head()).isEqualTo(12);
  }

  @Test
  void aQuietNodeTrimsWhatItWroteBefore() throws Exception {
    Store before = node();
    await(before.write(ROOM, FIRST, old(1, 10)));
    stop(before);
    Store one = open(HOUR, 0);
    nodes.add(one);
    eventually(() -> newest(one).messages().isEmpty());
  }

  @Test
  void theOldestGoWhileItIsTooLarge() throws Exception {
    long most = 1024 * 1024;
    Store one = open(Duration.ZERO, most);
    nodes.add(one);
    String text = "x".repeat(1_000);
    for (long from = 1; from <= 3_000; from += 500) {
      List<Entry> some =
          LongStream.range(from, from + 500).mapToObj(seq -> entry(seq, text + seq)).toList();
      await(one.write(ROOM, FIRST, some));
    }
    eventually(() -> await(one.before(ROOM, 0, 1_000, 1)).messages().isEmpty());
    // A table of PostgreSQL does not shrink: what has gone makes room in it.
    eventually(() -> one.state().bytes() < 6 * most);
    List<Long> left = numbers(newest(one));
    assertThat(left.get(left.size() - 1)).isEqualTo(3_000);
    assertThat(await(one.open(ROOM, opening(200))).head()).isEqualTo(3_000);
  }
}
