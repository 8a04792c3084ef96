package chatbench.compare;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The comparison as one page that needs nothing else: {@code compare.html} with tables and pictures
 * in it. Nothing that was not written here gets into it but through {@link Html#text}.
 */
public final class ComparePage {
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private final ComparePlan plan;
  private final Results results;

  private ComparePage(ComparePlan plan, Results results) {
    this.plan = plan;
    this.results = results;
  }

  /** {@code facts} are told after those of the machine, {@code commands} are to be run again. */
  public static String of(
      ComparePlan plan, Results results, Map<String, String> facts, String commands)
      throws IOException {
    ComparePage page = new ComparePage(plan, results);
    Map<String, String> parts =
        Map.of(
            "setting", Html.text(page.setting()),
            "legend", page.legend(),
            "plots", page.plots(),
            "remarks", page.remarks(),
            "tables", page.tables(),
            "facts", facts(Machine.facts()) + facts(facts),
            "commands", Html.text(commands));
    Function<MatchResult, String> part =
        match -> Matcher.quoteReplacement(parts.get(match.group(1)));
    return PLACE.matcher(template()).replaceAll(part); // at once, so that no part finds a place
  }

  private static String template() throws IOException {
    try (InputStream content = ComparePage.class.getResourceAsStream("/chatbench/compare.html")) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String setting() {
    String rounds = plan.rounds() == 1 ? "One round" : plan.rounds() + " rounds in turn";
    return ("%s, %s s each after %s s that are not measured; messages of %,d characters."
            + " Points are medians, bars go from the least to the most, scales are logarithmic.")
        .formatted(
            rounds,
            seconds(plan.duration().toMillis()),
            seconds(plan.warmup().toMillis()),
            plan.size());
  }

  private static String seconds(long millis) {
    return Spread.number(millis / 1e3).replaceFirst("\\.?0+$", "");
  }

  private String legend() {
    return IntStream.range(0, results.peers().size())
        .mapToObj(
            i -> {
              Glyph glyph = new Glyph(i);
              return "<li><svg class=\"%s\" viewBox=\"-7 -7 14 14\" aria-hidden=\"true\">%s</svg>%s</li>"
                  .formatted(glyph.colour(), glyph.at(0, 0), Html.text(results.peers().get(i)));
            })
        .collect(Collectors.joining());
  }

  private String plots() {
    List<String> sizes = results.sockets().stream().map("%,d sockets"::formatted).toList();
    StringBuilder html = new StringBuilder();
    for (Figure figure : Figure.values()) {
      html.append(
          figure(
              title(figure),
              sizes,
              peer ->
                  results.sockets().stream()
                      .map(sockets -> results.spread(peer, sockets, figure))
                      .toList()));
    }
    if (results.hasIdle()) {
      html.append(
          figure(
              "Memory: KiB per idle socket",
              List.of("%,d sockets".formatted(plan.idle())),
              peer -> List.of(results.idle(peer))));
    }
    return html.toString();
  }

  private String title(Figure figure) {
    return figure.title.replace("{rate}", "%,.0f".formatted(plan.rate()));
  }

  private String figure(String title, List<String> places, Function<String, List<Spread>> spreads) {
    Plot plot =
        new Plot(title, places, results.peers(), results.peers().stream().map(spreads).toList());
    return "<figure><figcaption>" + Html.text(title) + "</figcaption>" + plot.svg() + "</figure>";
  }

  private String remarks() {
    if (results.remarks().isEmpty()) {
      return "";
    }
    return results.remarks().stream()
        .map(remark -> "<li>" + Html.text(remark) + "</li>")
        .collect(Collectors.joining("", "<h2>To be read with care</h2><ul>", "</ul>"));
  }

  private String tables() {
    StringBuilder html = new StringBuilder();
    for (int sockets : results.sockets()) {
      List<String> heads = new ArrayList<>();
      for (Figure figure : Figure.values()) {
        heads.add(figure.head.replace(", us", ", µs"));
      }
      html.append(
          table(
              "%,d sockets".formatted(sockets),
              heads,
              peer ->
                  List.of(Figure.values()).stream()
                      .map(figure -> results.spread(peer, sockets, figure))
                      .toList()));
      results
          .ratios(sockets)
          .forEach(ratios -> html.append("<p>").append(Html.text(ratios)).append("</p>"));
    }
    if (results.hasIdle()) {
      html.append(
          table(
              "%,d idle sockets".formatted(plan.idle()),
              List.of("KiB each"),
              peer -> List.of(results.idle(peer))));
    }
    return html.toString();
  }

  private String table(String caption, List<String> heads, Function<String, List<Spread>> cells) {
    StringBuilder html = new StringBuilder("<div class=\"wide\" tabindex=\"0\"><table><caption>");
    html.append(Html.text(caption)).append("</caption><thead><tr><th></th>");
    heads.forEach(head -> html.append("<th>").append(Html.text(head)).append("</th>"));
    html.append("</tr></thead><tbody>");
    for (String peer : results.peers()) {
      html.append("<tr><th scope=\"row\">").append(Html.text(peer)).append("</th>");
      for (Spread spread : cells.apply(peer)) {
        html.append("<td>").append(spread.middle());
        html.append("<small>").append(spread.range()).append("</small></td>");
      }
      html.append("</tr>");
    }
    return html.append("</tbody></table></div>").toString();
  }

  private static String facts(Map<String, String> facts) {
    return facts.entrySet().stream()
        .map(
            fact ->
                "<dt>%s</dt><dd>%s</dd>"
                    .formatted(Html.text(fact.getKey()), Html.text(fact.getValue())))
        .collect(Collectors.joining());
  }
}
