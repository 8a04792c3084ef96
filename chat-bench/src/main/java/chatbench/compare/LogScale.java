package chatbench.compare;

import java.util.ArrayList;
import java.util.List;

/** Values on a logarithmic axis, and where its lines are. */
record LogScale(double least, double most) {
  private static final double ROOM = 1.25;
  private static final double NARROWEST = 4;
  private static final int MOST_LINES = 7;

  /** Wide enough for all of them, and never so narrow that noise looks like a difference. */
  static LogScale of(List<Spread> spreads) {
    double least = spreads.stream().mapToDouble(Spread::least).filter(v -> v > 0).min().orElse(1);
    double most = spreads.stream().mapToDouble(Spread::most).filter(v -> v > 0).max().orElse(1);
    double more = Math.max(ROOM, Math.sqrt(NARROWEST * least / most));
    return new LogScale(least / more, most * more);
  }

  /** 0 at the least, 1 at the most. */
  double at(double value) {
    double within = Math.max(least, Math.min(most, value));
    return Math.log(within / least) / Math.log(most / least);
  }

  /** At 1, 2 and 5 of every power of ten, or at the powers only where that would be too many. */
  List<Double> lines() {
    List<Double> all = new ArrayList<>();
    List<Double> powers = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(least)); Math.pow(10, power) <= most; power++) {
      for (int factor : new int[] {1, 2, 5}) {
        double value = factor * Math.pow(10, power);
        if (value >= least && value <= most) {
          all.add(value);
          if (factor == 1) {
            powers.add(value);
          }
        }
      }
    }
    return all.size() <= MOST_LINES ? all : powers;
  }
}
