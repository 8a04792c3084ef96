package chatbench.latency;

import io.vertx.core.json.JsonObject;
import org.HdrHistogram.Histogram;

/** A latency distribution in milliseconds. */
public record Quantiles(long count, double p50, double p90, double p99, double p999, double max) {

  /** The histogram counts microseconds. */
  public static Quantiles of(Histogram micros) {
    return new Quantiles(
        micros.getTotalCount(),
        at(micros, 50),
        at(micros, 90),
        at(micros, 99),
        at(micros, 99.9),
        micros.getMaxValue() / 1e3);
  }

  private static double at(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / 1e3;
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("count", count)
        .put("p50Ms", p50)
        .put("p90Ms", p90)
        .put("p99Ms", p99)
        .put("p999Ms", p999)
        .put("maxMs", max);
  }

  @Override
  public String toString() {
    return "p50 %.2f  p90 %.2f  p99 %.2f  p99.9 %.2f  max %.2f ms"
        .formatted(p50, p90, p99, p999, max);
  }
}
