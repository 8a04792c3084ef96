package chatbench.fanout;

import chatbench.latency.Quantiles;

/**
 * What one scenario came to. Seconds of processors are of the server, and of the load itself, in
 * the measured time. {@code unheard} are deliveries that did not come, however long they were
 * waited for; {@code stalls} is how often nothing at all came for a second.
 */
public record Measured(
    double seconds,
    long deliveries,
    double serverSeconds,
    double loadSeconds,
    Quantiles latency,
    long unheard,
    long stalls) {

  public double microsPerDelivery() {
    return deliveries == 0 ? Double.NaN : serverSeconds * 1e6 / deliveries;
  }

  public double deliveriesPerSecond() {
    return deliveries / seconds;
  }

  /** Of its core, 0 to 1. Near 1 it is the load that could do no more, and not the server. */
  public double loadShare() {
    return loadSeconds / seconds;
  }
}
