package chatbench.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** What several rounds came to; not a number where there was none. */
record Spread(double median, double least, double most) {
  private static final MathContext DIGITS = new MathContext(3);

  static final Spread NONE = new Spread(Double.NaN, Double.NaN, Double.NaN);

  static Spread of(List<Double> values) {
    List<Double> sorted = values.stream().filter(Double::isFinite).sorted().toList();
    if (sorted.isEmpty()) {
      return NONE;
    }
    int half = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
  }

  boolean isKnown() {
    return !Double.isNaN(median);
  }

  String middle() {
    return number(median);
  }

  /** Empty where all rounds came to the same. */
  String range() {
    return isKnown() && least < most ? number(least) + "-" + number(most) : "";
  }

  /** With three digits that count, which is more than another run will repeat. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    double size = Math.abs(value);
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    double rounded = size < 100 ? value : new BigDecimal(value).round(DIGITS).doubleValue();
    return String.format(Locale.ROOT, format, rounded);
  }

  @Override
  public String toString() {
    return range().isEmpty() ? middle() : middle() + " (" + range() + ")";
  }
}
