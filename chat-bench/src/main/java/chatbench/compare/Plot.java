package chatbench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Spreads of all peers as a picture in SVG: over the places of one axis, such as numbers of
 * sockets, joined by lines; or, where there is one place only, beside each other under their names.
 * Drawn as wide as a small telephone, so that letters can be read there too.
 */
record Plot(String title, List<String> places, List<String> peers, List<List<Spread>> spreads) {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 230;
  private static final int LEFT = 38;
  private static final int RIGHT = 358;
  private static final int TOP = 14;
  private static final int BOTTOM = 200;
  private static final int UNDER = 16;
  private static final int BAR = 3;

  /** How far apart the peers stand at one place, so that bars do not hide each other. */
  private static final double ASIDE = 7;

  String svg() {
    LogScale scale = LogScale.of(spreads.stream().flatMap(List::stream).toList());
    StringBuilder svg = new StringBuilder();
    svg.append("<svg viewBox=\"0 0 %d %d\" role=\"img\" ".formatted(WIDTH, HEIGHT));
    svg.append("aria-label=\"%s\">".formatted(Html.text(title)));
    for (double line : scale.lines()) {
      double y = y(scale, line);
      svg.append(line("rule", LEFT, y, RIGHT, y));
      svg.append(text("end", "", LEFT - 6, y + 4, tick(line)));
    }
    List<String> under = isBesides() ? peers : places;
    for (int i = 0; i < under.size(); i++) {
      svg.append(text("middle", "name", middle(i, under.size()), BOTTOM + UNDER, under.get(i)));
    }
    for (int peer = 0; peer < peers.size(); peer++) {
      svg.append(series(peer, scale));
    }
    return svg.append("</svg>").toString();
  }

  private boolean isBesides() {
    return places.size() == 1;
  }

  private String series(int peer, LogScale scale) {
    Glyph glyph = new Glyph(peer);
    StringBuilder svg = new StringBuilder("<g class=\"" + glyph.colour() + "\">");
    List<String> points = new ArrayList<>();
    IntStream.range(0, places.size())
        .filter(place -> spreads.get(peer).get(place).isKnown())
        .forEach(
            place -> {
              Spread spread = spreads.get(peer).get(place);
              points.add(number(x(peer, place)) + "," + number(y(scale, spread.median())));
              svg.append(point(peer, place, spread, scale));
            });
    if (points.size() > 1) {
      svg.append("<polyline fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\" points=\"");
      svg.append(String.join(" ", points)).append("\"/>");
    }
    return svg.append("</g>").toString();
  }

  private String point(int peer, int place, Spread spread, LogScale scale) {
    double x = x(peer, place);
    double high = y(scale, spread.most());
    double low = y(scale, spread.least());
    String bar =
        line("bar", x, high, x, low)
            + line("bar", x - BAR, high, x + BAR, high)
            + line("bar", x - BAR, low, x + BAR, low);
    String label =
        isBesides()
            ? text(
                "middle",
                "value",
                x,
                Math.min(high, y(scale, spread.median()) - 4) - 5,
                spread.middle())
            : "";
    String hint = peers.get(peer) + ", " + places.get(place) + ": " + spread;
    return "<g><title>%s</title>".formatted(Html.text(hint))
        + (spread.range().isEmpty() ? "" : bar)
        + new Glyph(peer).at(x, y(scale, spread.median()))
        + "</g>"
        + label;
  }

  private double x(int peer, int place) {
    return isBesides()
        ? middle(peer, peers.size())
        : middle(place, places.size()) + (peer - (peers.size() - 1) / 2.0) * ASIDE;
  }

  private static double middle(int index, int count) {
    return LEFT + (RIGHT - LEFT) * (index + 0.5) / count;
  }

  private static double y(LogScale scale, double value) {
    return BOTTOM - scale.at(value) * (BOTTOM - TOP);
  }

  private static String line(String kind, double x1, double y1, double x2, double y2) {
    String stroke = kind.equals("bar") ? " stroke=\"currentColor\"" : "";
    return "<line class=\"%s\"%s x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
        .formatted(kind, stroke, number(x1), number(y1), number(x2), number(y2));
  }

  private static String text(String anchor, String kind, double x, double y, String content) {
    return "<text class=\"%s\" text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>"
        .formatted(kind, anchor, number(x), number(y), Html.text(content));
  }

  private static String number(double pixels) {
    return String.format(Locale.ROOT, "%.1f", pixels);
  }

  private static String tick(double value) {
    if (value >= 1_000_000) {
      return Math.round(value / 1_000_000) + "M";
    }
    if (value >= 1_000) {
      return Math.round(value / 1_000) + "k";
    }
    return value >= 1 ? Long.toString(Math.round(value)) : Float.toString((float) value);
  }
}
