package chatbench.report;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The report as one page that needs nothing else: {@code report.html} with the data, which it shows
 * as text and nothing but text, and with uPlot inside.
 */
final class Page {
  static String of(JsonObject data) throws IOException {
    return resource("/chatbench/report.html")
        .replace("{{uplot.css}}", resource("/chatbench/uplot/uPlot.min.css"))
        .replace("{{uplot.js}}", resource("/chatbench/uplot/uPlot.iife.min.js"))
        .replace("{{data}}", data.encode().replace("<", "\\u003c"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream content = Page.class.getResourceAsStream(name)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Page() {}
}
