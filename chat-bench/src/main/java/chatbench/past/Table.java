package chatbench.past;

import chatbench.latency.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What has been measured, a row each. */
final class Table {
  private static final int DIGITS = 4;

  /** One kind of question; times are collected in microseconds. */
  static final class Row {
    private final String what;
    private final Histogram micros = new Histogram(DIGITS);
    private long first = -1;
    private String note = "";

    private Row(String what) {
      this.what = what;
    }

    void took(long time) {
      first = first < 0 ? time : first;
      micros.recordValue(Math.max(1, time));
    }

    void note(String text) {
      note = text;
    }
  }

  private final List<Row> rows = new ArrayList<>();

  Row row(String what) {
    Row row = new Row(what);
    rows.add(row);
    return row;
  }

  /** Milliseconds; the first stands alone, as it may have been the only cold one. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(line("times", "first", "p50", "p99", "max ms", "", ""));
    for (Row row : rows) {
      Quantiles all = Quantiles.of(row.micros);
      String times = Long.toString(all.count());
      double first = Math.max(0, row.first) / 1e3;
      text.append(
          line(times, ms(first), ms(all.p50()), ms(all.p99()), ms(all.max()), row.what, row.note));
    }
    return text.toString();
  }

  private static String ms(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** Names come last: how wide a Korean letter is drawn is for the terminal to say. */
  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%6s %9s %9s %9s %9s  %s  %s", cells).stripTrailing() + "\n";
  }
}
