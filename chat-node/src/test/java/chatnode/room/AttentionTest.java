package chatnode.room;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.bus.Interest;
import chatnode.clock.MovedClock;
import chatnode.count.LoopCounts;
import chatnode.feed.Feed;
import chatnode.log.Budget;
import chatnode.log.OpenLog;
import chatnode.protocol.Entry;
import chatnode.protocol.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the others are told of the rooms of a loop, and what was said before they knew. */
class AttentionTest {
  private static final int GAP_MS = 75;

  /** Of a beat, which would tell too. */
  private static final int SECOND_MS = 1000;

  private final OpenLog log = new OpenLog();
  private final MovedClock clock = new MovedClock();
  private final List<String> told = new ArrayList<>();
  private final List<Long> seqs = new ArrayList<>();

  private final Interest interest =
      new Interest() {
        @Override
        public Optional<Set<String>> in(String room) {
          return Optional.empty();
        }

        @Override
        public void begin(String room) {
          told.add("begin " + room);
        }

        @Override
        public void end(String room) {
          told.add("end " + room);
        }
      };

  private final Feed feed =
      new Feed(
          clock,
          "room",
          log,
          Duration.ofMillis(GAP_MS),
          new LoopCounts(),
          new Budget(64 << 20),
          new Feed.Reader() {
            @Override
            public void next(List<Entry> entries) {
              entries.forEach(entry -> seqs.add(entry.seq()));
            }

            @Override
            public void startOver(long epoch, long first, long head) {}

            @Override
            public void refused(ErrorCode why) {}
          });

  private final Attention attention =
      new Attention(clock, log, interest, (room, epoch, seq) -> feed.headSeen(epoch, seq));

  @Test
  void theOthersAreToldBeforeTheRoomIsRead() {
    attention.begin("room");
    assertThat(told).containsExactly("begin room");
  }

  /** They sent it elsewhere, as nobody was here as far as they knew. */
  @Test
  void whatWasSaidBeforeTheOthersKnewComesFromTheLogBeforeABeatTellsOfIt() {
    attention.begin("room");
    feed.open();
    log.append(3);
    clock.move(SECOND_MS / 4);
    assertThat(seqs).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aRoomThatHasNotMovedIsNotReadAgain() {
    log.append(3);
    attention.begin("room");
    feed.open();
    clock.move(SECOND_MS);
    assertThat(log.reads).isZero();
  }

  @Test
  void theOthersGoOnForAWhileWhenTheLastHasLeft() {
    attention.begin("room");
    attention.end("room");
    clock.move(5 * SECOND_MS);
    attention.begin("room");
    assertThat(told).containsExactly("begin room", "begin room");
    clock.move(5 * SECOND_MS);
    assertThat(told).containsExactly("begin room", "begin room", "end room");
  }
}
