package chatbench.compare;

import chatbench.fanout.Measured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that was measured, round by round, and what could not be. */
public final class Results {

  /** The load's share of its core above which it is the load that is measured. */
  private static final double BUSY = 0.95;

  /** Where something was measured. */
  record Cell(String peer, int sockets, String scenario) {}

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
            .filter(peer -> its / spread(peer, sockets, figure).median() > 0)
            .map(
                peer ->
                    Spread.number(its / spread(peer, sockets, figure).median())
                        + " times that of "
                        + peer)
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
    cells.forEach(
        (cell, rounds) -> {
          String where =
              "%s, %s, %,d sockets".formatted(cell.peer(), cell.scenario(), cell.sockets());
          long unheard = rounds.stream().mapToLong(Measured::unheard).sum();
          long stalls = rounds.stream().mapToLong(Measured::stalls).sum();
          double busy = rounds.stream().mapToDouble(Measured::loadShare).max().orElse(0);
          if (unheard > 0) {
            remarks.add(
                "%s: %,d deliveries were late by seconds, or lost".formatted(where, unheard));
          }
          if (stalls > 0) {
            remarks.add("%s: %d times nothing came for a second".formatted(where, stalls));
          }
          if (busy > BUSY) {
            remarks.add(
                "%s: the load used %.0f %% of its core, so the server may be able to do more"
                    .formatted(where, 100 * busy));
          }
        });
    return remarks;
  }
}
