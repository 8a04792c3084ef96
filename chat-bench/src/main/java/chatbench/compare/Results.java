package chatbench.compare;

import chatbench.fanout.Measured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that was measured, round by round, and what could not be. */
public final class Results {

  /** Per cent of its core above which it is the load that is measured. */
  private static final double BUSY = 95;

  /** Where something was measured. */
  record Cell(String peer, int sockets, String scenario) {
    @Override
    public String toString() {
      return "%s %s at %,d".formatted(peer, scenario, sockets);
    }
  }

  private record Ratio(String peer, double times) {
    @Override
    public String toString() {
      return Spread.number(times) + " times that of " + peer;
    }
  }

  private final List<String> peers;
  private final List<Integer> sockets;
  private final Map<Cell, List<Measured>> cells = new LinkedHashMap<>();
  private final Map<String, List<Double>> idle = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  Results(List<String> peers, List<Integer> sockets) {
    this.peers = peers;
    this.sockets = sockets;
  }

  void add(Cell cell, Measured measured) {
    cells.computeIfAbsent(cell, key -> new ArrayList<>()).add(measured);
  }

  void addIdle(String peer, double kib) {
    idle.computeIfAbsent(peer, key -> new ArrayList<>()).add(kib);
  }

  void problem(String sentence) {
    problems.add(sentence);
  }

  List<String> peers() {
    return peers;
  }

  List<Integer> sockets() {
    return sockets;
  }

  Spread spread(String peer, int sockets, Figure figure) {
    return Spread.of(
        cells.getOrDefault(new Cell(peer, sockets, figure.scenario), List.of()).stream()
            .map(figure.value::applyAsDouble)
            .toList());
  }

  /**
   * How many times the figure of each other peer the last one's is, which is our own where that
   * takes part; empty where there is nothing to compare.
   */
  private String ratios(int sockets, Figure figure) {
    String last = peers.get(peers.size() - 1);
    double its = spread(last, sockets, figure).median();
    String others =
        peers.stream()
            .filter(peer -> !peer.equals(last))
            .map(peer -> new Ratio(peer, its / spread(peer, sockets, figure).median()))
            .filter(ratio -> Double.isFinite(ratio.times()) && ratio.times() > 0)
            .map(Ratio::toString)
            .collect(Collectors.joining(", "));
    return others.isEmpty() ? "" : "CPU of %s, %s: %s".formatted(last, figure.scenario, others);
  }

  /** CPU alone is compared: rates and latencies depend on what the load can do as well. */
  List<String> ratios(int sockets) {
    return Stream.of(Figure.LONE_CPU, Figure.FULL_CPU)
        .map(figure -> ratios(sockets, figure))
        .filter(ratios -> !ratios.isEmpty())
        .toList();
  }

  /** KiB of memory that an idle socket takes. */
  Spread idle(String peer) {
    return Spread.of(idle.getOrDefault(peer, List.of()));
  }

  boolean hasIdle() {
    return !idle.isEmpty();
  }

  /** What failed, and what makes a figure another one than it seems; in sentences. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>(problems);
    remark("Deliveries late by seconds, or lost", Measured::unheard, 0, remarks);
    remark("Seconds in which nothing came at all", Measured::stalls, 0, remarks);
    remark(
        "Per cent of its core that the load used, so that the server may be able to do more",
        measured -> 100 * measured.loadShare(),
        BUSY,
        remarks);
    return remarks;
  }

  /** One sentence for all cells that it is true of, with the most of their rounds. */
  private void remark(
      String what, ToDoubleFunction<Measured> value, double least, List<String> remarks) {
    List<String> where = new ArrayList<>();
    cells.forEach(
        (cell, rounds) -> {
          double most = rounds.stream().mapToDouble(value).max().orElse(0);
          if (most > least) {
            where.add("%s (%,.0f)".formatted(cell, most));
          }
        });
    if (!where.isEmpty()) {
      remarks.add(what + ": " + String.join("; ", where));
    }
  }
}
