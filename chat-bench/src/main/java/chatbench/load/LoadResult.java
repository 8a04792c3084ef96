package chatbench.load;

import chatbench.latency.Quantiles;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** What came of a load: rates over the measured time, latencies of what was said in it. */
public record LoadResult(
    LoadPlan plan,
    double acksPerSecond,
    double deliveriesPerSecond,
    Quantiles ack,
    Quantiles delivery,
    long unanswered,
    long dropped,
    Map<String, Long> errors) {

  static LoadResult of(LoadPlan plan, Tally tally, long unanswered) {
    double seconds = plan.duration().toMillis() / 1e3;
    return new LoadResult(
        plan,
        tally.acked / seconds,
        tally.delivered / seconds,
        Quantiles.of(tally.acks),
        Quantiles.of(tally.deliveries),
        unanswered,
        tally.dropped,
        Map.copyOf(tally.errors));
  }

  public JsonObject toJson() {
    JsonObject codes = new JsonObject();
    errors.forEach(codes::put);
    return new JsonObject()
        .put("transport", plan.transport().title())
        .put("sockets", plan.sockets())
        .put("rooms", plan.rooms())
        .put("senders", plan.senders())
        .put("stuck", plan.stuck())
        .put("rate", plan.rate())
        .put("window", plan.isOpen() ? 0 : plan.window())
        .put("size", plan.size())
        .put("seconds", plan.duration().toMillis() / 1e3)
        .put("acksPerSecond", acksPerSecond)
        .put("deliveriesPerSecond", deliveriesPerSecond)
        .put("ackLatency", ack.toJson())
        .put("deliveryLatency", delivery.toJson())
        .put("unanswered", unanswered)
        .put("stuckDropped", dropped)
        .put("errors", codes);
  }

  @Override
  public String toString() {
    return """
    acknowledged      %,.0f messages/s
    delivered         %,.0f messages/s
    ack latency       %s
    delivery latency  %s
    unanswered        %d
    stuck, dropped    %d, %d
    errors            %s
    """
        .formatted(
            acksPerSecond,
            deliveriesPerSecond,
            ack,
            delivery,
            unanswered,
            plan.stuck(),
            dropped,
            errors);
  }
}
