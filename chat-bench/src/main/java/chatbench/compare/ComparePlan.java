package chatbench.compare;

import chatbench.fanout.Scenario;
import java.time.Duration;
import java.util.List;

/** What is compared, as the command line says it; {@code idle} 0 leaves memory out. */
public record ComparePlan(
    List<Integer> sockets,
    int rounds,
    double rate,
    int idle,
    int size,
    Duration duration,
    Duration warmup) {

  /** Senders are told apart by four digits, and that is far from where one core ends. */
  private static final int MOST = 9_999;

  public ComparePlan {
    require(!sockets.isEmpty(), "--sockets names no number");
    require(
        sockets.stream().allMatch(each -> each >= 1 && each <= MOST),
        "--sockets must be between 1 and " + MOST);
    require(rounds >= 1, "--rounds must be at least 1");
    require(rate >= 1, "--rate must be at least 1");
    require(idle >= 0 && idle <= MOST, "--idle must be between 0 and " + MOST);
    require(size >= 40 && size <= 4_000, "--size must be between 40 and 4000 characters");
    require(!duration.isZero(), "--duration must be above 0");
  }

  private static void require(boolean kept, String sentence) {
    if (!kept) {
      throw new IllegalArgumentException(sentence);
    }
  }

  /** The open one comes last, as it may leave more behind than the server can ever say. */
  List<Scenario> scenarios() {
    return List.of(
        new Scenario("lone", 1, 1, 0),
        new Scenario("saturated", 20, 5, 0),
        new Scenario("open", 20, 1, rate));
  }
}
