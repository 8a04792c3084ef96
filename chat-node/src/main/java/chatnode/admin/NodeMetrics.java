package chatnode.admin;

import chatnode.count.Distribution;
import chatnode.count.LoopCounts;
import chatnode.store.StoreState;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What Prometheus reads. Its library measures the JVM; what the loops counted is put beside it as
 * it is, since the library's own counters would have to be touched for every message.
 */
final class NodeMetrics {
  private static final double NANOS = 1e9;

  private final PrometheusRegistry jvm = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final NodeView node;

  NodeMetrics(NodeView node) {
    this.node = node;
    JvmMetrics.builder().register(jvm);
  }

  /** The text that Prometheus reads. Takes a millisecond or two. */
  String scrape(Sample sample) {
    List<MetricSnapshot> all = new ArrayList<>();
    addTraffic(all, sample);
    addCluster(all);
    addStore(all, node.store());
    jvm.scrape().forEach(all::add);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      writer.write(text, new MetricSnapshots(all));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no file behind it
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  private static void addTraffic(List<MetricSnapshot> all, Sample now) {
    LoopCounts c = now.counts();
    all.add(gauge("chat_sockets", "Open WebSockets and streams", now.sockets()));
    all.add(gauge("chat_rooms", "Rooms with somebody here, summed over the loops", now.rooms()));
    all.add(
        counter("chat_sockets_opened", "WebSockets and streams ever opened", c.socketsOpened()));
    all.add(counter("chat_messages", "Messages that clients of this node said", c.messages()));
    all.add(counter("chat_received_bytes", "Bytes of those messages", c.bytesIn()));
    all.add(counter("chat_deliveries", "Messages times the sockets they went to", c.deliveries()));
    all.add(counter("chat_delivered_bytes", "Bytes of those deliveries", c.bytesOut()));
    all.add(histogram("chat_batch_messages", "Messages logged at once", c.batch()));
    all.add(histogram("chat_append_seconds", "Until a batch is logged and kept", c.append()));
    all.add(
        histogram("chat_delivery_seconds", "From a message's number to the socket", c.delivery()));
    all.add(histogram("chat_loop_lag_seconds", "How late the event loops are", c.lag()));
    all.add(counter("chat_holes_repaired", "Times a room read what the bus lost", c.holes()));
    all.add(
        counters(
            "chat_bus_batches_sent",
            "Batches of messages given to the event bus",
            "to",
            Map.of("all", c.bus().sentToAll(), "listeners", c.bus().sentToListeners())));
    all.add(
        counters(
            "chat_bus_batches_heard",
            "Batches of messages that the event bus brought, summed over the loops",
            "wanted",
            Map.of("yes", c.bus().heardWanted(), "no", c.bus().heardUnwanted())));
    all.add(counter("chat_resends", "Messages that had been logged before", c.resends()));
    all.add(
        counter(
            "chat_slow_readers_dropped",
            "Sockets closed with 4008",
            c.closes().getOrDefault(AdminServer.TOO_SLOW, 0L)));
    all.add(counters("chat_errors", "Error frames sent", "code", c.errors()));
    all.add(counters("chat_closed", "Sockets closed by this node", "code", c.closes()));
    all.add(counters("chat_refused", "Upgrades and streams refused", "status", c.refusals()));
    all.add(counters("chat_api_requests", "Requests to the API", "status", c.requests()));
  }

  private void addCluster(List<MetricSnapshot> all) {
    all.add(info("chat_build", "What runs here", "version", node.version()));
    all.add(counters("chat_beats", "Words heard on the event bus", "peer", node.beats()));
    all.add(counter("chat_bus_healed", "Times this node registered anew", node.healed()));
    all.add(gauge("chat_members", "Members of the cluster", node.health().members()));
    all.add(gauge("chat_members_unheard", "Members not heard on the bus", node.unheard()));
    all.add(
        gauge(
            "chat_cluster_safe",
            "0 while rooms are being copied among the nodes",
            node.safe() ? 1 : 0));
    all.add(gauge("chat_ready", "1 while ready", node.health().isReady() ? 1 : 0));
  }

  private static void addStore(List<MetricSnapshot> all, StoreState store) {
    all.add(
        gauge("chat_store_up", "0 while it cannot be written", store.trouble() == null ? 1 : 0));
    all.add(gauge("chat_store_waiting_messages", "Yet to be stored", store.waitingMessages()));
    all.add(gauge("chat_store_waiting_bytes", "Bytes of those", store.waitingBytes()));
    all.add(
        SummarySnapshot.builder()
            .name("chat_store_commit_seconds")
            .help("Until a batch of all rooms is on disk")
            .dataPoint(
                SummaryDataPointSnapshot.builder()
                    .count(store.commits())
                    .sum(store.commitNanos() / NANOS)
                    .build())
            .build());
    all.add(counter("chat_store_failures", "Commits that failed", store.failures()));
    if (store.bytes() >= 0) {
      all.add(gauge("chat_store_bytes", "What it takes on disk", store.bytes()));
    }
  }

  private static GaugeSnapshot gauge(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
        .build();
  }

  private static CounterSnapshot counter(String name, String help, double value) {
    return CounterSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(CounterDataPointSnapshot.builder().value(value).build())
        .build();
  }

  private static CounterSnapshot counters(
      String name, String help, String label, Map<String, Long> values) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
    values.forEach(
        (key, value) ->
            counter.dataPoint(
                CounterDataPointSnapshot.builder()
                    .labels(Labels.of(label, key))
                    .value(value)
                    .build()));
    return counter.build();
  }

  private static HistogramSnapshot histogram(String name, String help, Distribution values) {
    double[] bounds = Arrays.copyOf(values.bounds(), values.bounds().length + 1);
    bounds[bounds.length - 1] = Double.POSITIVE_INFINITY;
    return HistogramSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, values.counts()))
                .sum(values.sum())
                .build())
        .build();
  }

  private static InfoSnapshot info(String name, String help, String label, String value) {
    return InfoSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(InfoDataPointSnapshot.builder().labels(Labels.of(label, value)).build())
        .build();
  }
}
