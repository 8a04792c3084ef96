package chatnode.presence;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.ServerFrame.Rooms.Count;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardTest {
  private static final long SECOND = 1_000_000_000L;
  private final Board board = new Board();

  private void post(String room, int count) {
    board.post(room, new Board.Sheet(List.of(), count));
  }

  @Test
  void theRoomsWithMostPeopleComeFirstAndOfEqualOnesThoseByName() {
    post("b", 3);
    post("c", 7);
    post("a", 3);
    assertThat(board.busiest(2, each -> true, 0))
        .containsExactly(new Count("c", 7), new Count("a", 3));
  }

  @Test
  void whoeverAsksWithinASecondGetsWhatWasFoundForTheFirst() {
    post("a", 1);
    assertThat(board.busiest(200, each -> true, 0)).hasSize(1);
    post("b", 2);
    assertThat(board.busiest(200, each -> true, SECOND - 1)).hasSize(1);
    assertThat(board.busiest(200, each -> true, SECOND)).hasSize(2);
  }

  @Test
  void ofVeryManyRoomsTheBusiestAreKept() {
    for (int i = 0; i < 10_000; i++) {
      post("room-" + i, i % 1000);
    }
    List<Count> busiest = board.busiest(Integer.MAX_VALUE, each -> true, 0);
    assertThat(busiest).hasSize(Board.MOST);
    assertThat(busiest).extracting(Count::count).allMatch(count -> count >= 980);
  }

  @Test
  void anEmptyRoomIsNotThereAnyMore() {
    post("a", 1);
    board.post("a", null);
    assertThat(board.of("a").count()).isZero();
    assertThat(board.busiest(200, each -> true, 0)).isEmpty();
  }
}
