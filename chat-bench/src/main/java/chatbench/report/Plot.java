package chatbench.report;

import java.util.List;
import java.util.Locale;

/**
 * A line plot as inline SVG: values over equal steps, and marks where something was done to the
 * nodes.
 */
final class Plot {

  /** {@code style} is a class of the page's style sheet. */
  record Line(String name, String style, double[] values) {}

  /** At a step (fractions too), with a letter on the axis and a sentence on hover. */
  record Mark(double step, String letter, String sentence) {}

  private static final int WIDTH = 860;
  private static final int HEIGHT = 190;
  private static final int LEFT = 64;
  private static final int RIGHT = 28;
  private static final int TOP = 12;
  private static final int BOTTOM = 28;

  private final double highest;
  private final int steps;
  private final StringBuilder svg = new StringBuilder();

  private Plot(double highest, int steps) {
    this.highest = round(highest);
    this.steps = Math.max(2, steps);
  }

  static String of(List<Line> lines, List<String> ticks, List<Mark> marks) {
    double highest =
        lines.stream().mapToDouble(line -> Timeline.highest(line.values())).max().orElse(1);
    Plot plot = new Plot(highest, lines.get(0).values().length);
    plot.open();
    plot.axes(ticks);
    marks.forEach(plot::mark);
    lines.forEach(plot::line);
    return plot.svg.append("</svg>\n").toString();
  }

  private void open() {
    add("<svg viewBox='0 0 %d %d' role='img'>", WIDTH, HEIGHT);
  }

  private void axes(List<String> ticks) {
    for (int i = 0; i <= 2; i++) {
      double value = highest * i / 2;
      add(
          "<line class='grid' x1='%d' x2='%d' y1='%.1f' y2='%.1f'/>",
          LEFT, WIDTH - RIGHT, y(value), y(value));
      add("<text class='y' x='%d' y='%.1f'>%s</text>", LEFT - 8, y(value) + 4, number(value));
    }
    for (int i = 0; i < ticks.size(); i++) {
      double x = LEFT + (double) i * (WIDTH - LEFT - RIGHT) / Math.max(1, ticks.size() - 1);
      add("<text class='x' x='%.1f' y='%d'>%s</text>", x, HEIGHT - 8, ticks.get(i));
    }
  }

  private void mark(Mark mark) {
    double x = x(mark.step());
    add("<g class='mark'><title>%s</title>", Html.escape(mark.sentence()));
    add("<line x1='%.1f' x2='%.1f' y1='%d' y2='%d'/>", x, x, TOP, HEIGHT - BOTTOM);
    add("<text x='%.1f' y='%d'>%s</text></g>", x + 2, TOP + 8, mark.letter());
  }

  private void line(Line line) {
    add("<polyline class='%s' points='", line.style());
    for (int i = 0; i < line.values().length; i++) {
      add("%.1f,%.1f ", x(i), y(line.values()[i]));
    }
    add("'><title>%s</title></polyline>", Html.escape(line.name()));
  }

  private double x(double step) {
    return LEFT + step * (WIDTH - LEFT - RIGHT) / (steps - 1);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - value / highest * (HEIGHT - BOTTOM - TOP);
  }

  /** Up to 1, 2 or 5 times a power of ten, so that the axis has numbers one can read. */
  private static double round(double highest) {
    if (highest <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(highest)));
    for (double factor : new double[] {1, 2, 5}) {
      if (highest <= factor * power) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 && value % 1 != 0 ? "%.2f" : "%,.0f", value);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
