package chatnode.presence;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.ServerFrame.Rooms.Count;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Object ALL = "all";
  private final Board board = new Board();

  private void post(String room, int count) {
    board.post(room, new Board.Sheet(List.of(), count));
  }

  @Test
  void theRoomsWithMostPeopleComeFirstAndOfEqualOnesThoseByName() {
    post("b", 3);
    post("c", 7);
    post("a", 3);
    assertThat(board.busiest(ALL, each -> true, 0))
        .startsWith(new Count("c", 7), new Count("a", 3));
  }

  @Test
  void whoeverAsksWithinASecondGetsWhatWasFoundForTheFirst() {
    post("a", 1);
    assertThat(board.busiest(ALL, each -> true, 0)).hasSize(1);
    post("b", 2);
    assertThat(board.busiest(ALL, each -> true, SECOND - 1)).hasSize(1);
    assertThat(board.busiest(ALL, each -> true, SECOND)).hasSize(2);
  }

  @Test
  void ofVeryManyRoomsTheBusiestAreKept() {
    for (int i = 0; i < 10_000; i++) {
      post("room-" + i, i % 1000);
    }
    List<Count> busiest = board.busiest(ALL, each -> true, 0);
    assertThat(busiest).hasSize(Board.MOST);
    assertThat(busiest).extracting(Count::count).allMatch(count -> count >= 980);
  }

  @Test
  void whoSeesAFewSmallRoomsFindsThemAmongManyLargeOnes() {
    for (int i = 0; i < 1000; i++) {
      post("large-" + i, 100);
    }
    post("small", 1);
    assertThat(board.busiest(ALL, each -> true, 0)).doesNotContain(new Count("small", 1));
    assertThat(board.busiest("staff", "small"::equals, 0)).containsExactly(new Count("small", 1));
  }

  @Test
  void anEmptyRoomIsNotThereAnyMore() {
    post("a", 1);
    board.post("a", null);
    assertThat(board.of("a").count()).isZero();
    assertThat(board.busiest(ALL, each -> true, 0)).isEmpty();
  }
}
