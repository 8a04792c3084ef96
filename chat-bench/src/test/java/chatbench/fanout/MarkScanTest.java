package chatbench.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkScanTest {
  private static final String STREAM =
      "{\"text\":\""
          + Mark.of(1_234_567, 42)
          + " ~T~T no mark\"}\n"
          + Mark.of(7, 0)
          + Mark.of(8, 9_999);

  private static List<String> heard(String... pieces) {
    List<String> heard = new ArrayList<>();
    MarkScan scan =
        new MarkScan(new MarkScan.Desk(), (saidAt, sender) -> heard.add(saidAt + " by " + sender));
    for (String piece : pieces) {
      scan.read(Buffer.buffer(piece));
    }
    return heard;
  }

  @Test
  void aMarkIsFoundWhateverStandsAroundIt() {
    assertThat(heard(STREAM)).containsExactly("1234567 by 42", "7 by 0", "8 by 9999");
  }

  @Test
  void aMarkIsFoundOnceWhereverTheStreamIsCut() {
    for (int cut = 0; cut <= STREAM.length(); cut++) {
      for (int next = cut; next <= STREAM.length(); next++) {
        assertThat(
                heard(
                    STREAM.substring(0, cut), STREAM.substring(cut, next), STREAM.substring(next)))
            .as("cut at %d and %d", cut, next)
            .containsExactly("1234567 by 42", "7 by 0", "8 by 9999");
      }
    }
  }

  @Test
  void aMarkThatComesByteByByteIsFound() {
    assertThat(heard(STREAM.split(""))).hasSize(3);
  }

  @Test
  void socketsThatShareADeskDoNotMixTheirStreams() {
    List<Long> heard = new ArrayList<>();
    MarkScan.Desk desk = new MarkScan.Desk();
    MarkScan one = new MarkScan(desk, (saidAt, sender) -> heard.add(saidAt));
    MarkScan other = new MarkScan(desk, (saidAt, sender) -> heard.add(-saidAt));
    String mark = Mark.of(5, 1);
    one.read(Buffer.buffer(mark.substring(0, 9)));
    other.read(Buffer.buffer(mark.substring(9)));
    other.read(Buffer.buffer(Mark.of(6, 1)));
    one.read(Buffer.buffer(mark.substring(9)));
    assertThat(heard).containsExactly(-6L, 5L);
  }

  @Test
  void aPieceMayBeLargerThanTheDesk() {
    assertThat(heard("x".repeat(1_000_000) + Mark.of(5, 1))).containsExactly("5 by 1");
  }
}
