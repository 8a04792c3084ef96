package chatbench.compare;

import java.util.Locale;

/** How a peer is drawn: by colour and by shape, as not everybody sees colours alike. */
record Glyph(int number) {
  private static final int COLOURS = 6;
  private static final double R = 4.5;

  /** The class that has its colour. */
  String colour() {
    return "s" + number % COLOURS;
  }

  /** To be set at a place by a transform. */
  private String shape() {
    return switch (number % COLOURS) {
      case 0 -> "<circle r=\"%s\"/>".formatted(R);
      case 1 -> "<path d=\"M-4-4H4V4H-4Z\"/>";
      case 2 -> "<path d=\"M0-5.5L5 4H-5Z\"/>";
      case 3 -> "<path d=\"M0-6L5 0L0 6L-5 0Z\"/>";
      case 4 -> "<path d=\"M0 5.5L5-4H-5Z\"/>";
      default -> "<path d=\"M-6-2H-2V-6H2V-2H6V2H2V6H-2V2H-6Z\"/>";
    };
  }

  String at(double x, double y) {
    return String.format(
            Locale.ROOT, "<g transform=\"translate(%.1f %.1f)\" fill=\"currentColor\">", x, y)
        + shape()
        + "</g>";
  }
}
