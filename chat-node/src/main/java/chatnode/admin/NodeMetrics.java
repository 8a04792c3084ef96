package chatnode.admin;

import chatnode.count.Distribution;
import chatnode.count.LoopCounts;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What Prometheus reads. Micrometer measures the JVM; what the loops counted is put beside it as it
 * is, since Micrometer's own counters and histograms would have to be touched for every message.
 */
final class NodeMetrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry;
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final NodeView node;
  private volatile Sample sample;

  NodeMetrics(NodeView node) {
    this.node = node;
    PrometheusRegistry prometheus = new PrometheusRegistry();
    registry =
        new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT, prometheus, io.micrometer.core.instrument.Clock.SYSTEM);
    List<MeterBinder> binders =
        List.of(
            gc,
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ClassLoaderMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics());
    binders.forEach(binder -> binder.bindTo(registry));
    prometheus.register((MultiCollector) this::collect);
  }

  /** The text that Prometheus reads. Takes a millisecond or two. */
  String scrape(Sample sample) {
    this.sample = sample;
    return registry.scrape();
  }

  private MetricSnapshots collect() {
    Sample now = sample;
    if (now == null) {
      return MetricSnapshots.of();
    }
    LoopCounts c = now.counts();
    List<MetricSnapshot> all = new ArrayList<>();
    all.add(gauge("chat_sockets", "Open WebSockets", now.sockets()));
    all.add(gauge("chat_rooms", "Rooms with somebody here, summed over the loops", now.rooms()));
    all.add(counter("chat_sockets_opened", "WebSockets ever opened", c.socketsOpened()));
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
    all.add(counter("chat_resends", "Messages that had been logged before", c.resends()));
    all.add(
        counter(
            "chat_slow_readers_dropped",
            "Sockets closed with 4008",
            c.closes().getOrDefault(AdminServer.TOO_SLOW, 0L)));
    all.add(counters("chat_errors", "Error frames sent", "code", c.errors()));
    all.add(counters("chat_closed", "Sockets closed by this node", "code", c.closes()));
    all.add(counters("chat_refused", "Upgrades refused", "status", c.refusals()));
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
    return new MetricSnapshots(all);
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

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
