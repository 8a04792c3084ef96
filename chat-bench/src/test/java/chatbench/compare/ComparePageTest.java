package chatbench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import chatbench.fanout.Measured;
import chatbench.latency.Quantiles;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparePageTest {
  private static final String HOSTILE = "<script>alert('x')</script> \"& {{commands}} $1";

  private static ComparePlan plan(List<Integer> sockets) {
    return new ComparePlan(
        sockets, 2, 400, 1_000, 100, Duration.ofSeconds(5), Duration.ofMillis(1_500));
  }

  private static Measured measured(double serverSeconds) {
    Quantiles latency = new Quantiles(1_000, 1.5, 2, 3.25, 4, 5);
    return new Measured(5, 1_000_000, serverSeconds, 5, latency, 3, 0);
  }

  private static Results results(List<Integer> sockets) {
    Results results = new Results(List.of("ws", HOSTILE), sockets);
    for (int size : sockets) {
      for (String scenario : List.of("lone", "saturated", "open")) {
        results.add(new Results.Cell("ws", size, scenario), measured(8));
        results.add(new Results.Cell(HOSTILE, size, scenario), measured(2));
        results.add(new Results.Cell(HOSTILE, size, scenario), measured(3));
      }
    }
    results.addIdle("ws", 6.5);
    results.problem("it " + HOSTILE);
    return results;
  }

  private static String page(List<Integer> sockets) throws IOException {
    Map<String, String> facts = Map.of("fact " + HOSTILE, "is " + HOSTILE);
    return ComparePage.of(plan(sockets), results(sockets), facts, "run " + HOSTILE);
  }

  @Test
  void namesAreTextAndNothingElse() throws IOException {
    for (List<Integer> sockets : List.of(List.of(200), List.of(50, 200))) {
      assertThat(page(sockets))
          .doesNotContain("<script")
          .contains("&lt;script&gt;alert(&#39;x&#39;)");
      assertThat(page(sockets)).contains("run &lt;script&gt;");
    }
  }

  /** A name that looks like a place of the template is not filled in. */
  @Test
  void whatWasFilledInIsNotFilledInAgain() throws IOException {
    assertThat(page(List.of(200))).contains("{{commands}} $1").doesNotContain("{{plots}}");
  }

  @Test
  void thePageNeedsNothingElse() throws IOException {
    assertThat(page(List.of(50, 200)))
        .doesNotContain("http://", "https://", "src=", "href=", "@import", "url(", "<link");
  }

  @Test
  void everyFigureHasAPictureAndTheTableHasWhatItShows() throws IOException {
    String page = page(List.of(50, 200));
    assertThat(page.split("<figure>", -1)).hasSize(1 + Figure.values().length + 1);
    assertThat(page)
        .contains("<caption>200 sockets</caption>", "<dt>Kernel</dt>", "<dt>JDK</dt>")
        .contains("<td>2.50<small>2.00-3.00</small></td>")
        .contains("At 400 messages a second: p99, ms")
        .contains("2 rounds in turn, 5 s each after 1.5 s")
        .contains("<td>-<small></small></td>"); // the memory that was not measured
  }

  @Test
  void whatMakesAFigureDoubtfulIsSaid() throws IOException {
    assertThat(page(List.of(200)))
        .contains("Deliveries late by seconds, or lost: ws lone at 200 (3); ")
        .contains("the server may be able to do more: ws lone at 200 (100); ");
  }

  @Test
  void theTableForATerminalHasTheSameFigures() {
    assertThat(Table.of(results(List.of(200))))
        .contains("200 sockets")
        .contains("2.50 (2.00-3.00)")
        .contains("CPU of " + HOSTILE + ", saturated: 0.313 times that of ws")
        .contains("KiB each")
        .contains("6.50");
  }
}
