package chatbench;

import chatbench.load.FillResult;
import chatbench.load.Filling;
import chatbench.load.LoadPlan;
import chatbench.load.LoadResult;
import chatbench.load.LoadRun;
import chatbench.ways.Transport;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Talks to a server as many sockets would, and says how fast it was. */
@Command(
    name = "load",
    description = "Loads a server and measures rates and latencies.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    showDefaultValues = true,
    sortOptions = false)
final class LoadCommand implements Callable<Integer> {

  @Option(names = "--url", split = ",", description = "Nodes; sockets take turns.")
  private List<String> urls = List.of("ws://127.0.0.1:8080/chat");

  @Option(names = "--nodes", description = "Start so many nodes, instead of --url.")
  private int nodes;

  @Mixin private StartOptions started;

  @Mixin private StoreOptions kept;

  @Option(names = "--folder", description = "What nodes that are started print, and keep.")
  private Path folder = Path.of("target/load");

  @Option(
      names = "--transport",
      description = "How all sockets come: ws, sse, poll, stomp or sockjs.")
  private String transport = "ws";

  @Option(names = "--sockets", description = "Sockets, or what stands for them.")
  private int sockets = 200;

  @Option(
      names = "--rooms",
      description =
          "Rooms; every socket is in one, or in its share. Where they are a multiple of the nodes,"
              + " all sockets of a room are on one node.")
  private int rooms = 1;

  @Option(names = "--senders", description = "How many of the sockets say something.")
  private int senders = 1;

  @Option(
      names = "--rate",
      description =
          "Messages per second of all senders together, whether or not the server keeps up;"
              + " latency counts from when a message should have gone out.")
  private Double rate;

  @Option(names = "--window", description = "Without --rate: unacknowledged messages per sender.")
  private Integer window;

  @Option(names = "--stuck", description = "Sockets more, which join and then read nothing.")
  private int stuck;

  @Option(names = "--size", description = "Characters per message.")
  private int size = 100;

  @Option(names = "--duration", description = "How long is measured.")
  private Duration duration = Duration.ofSeconds(10);

  @Option(names = "--warmup", description = "How long is not.")
  private Duration warmup = Duration.ofSeconds(2);

  @Option(
      names = "--fill",
      description = "Instead: put so many messages into each of --rooms rooms, and end.")
  private int fill;

  @Option(names = "--json", description = "Write the result to this file too.")
  private Path json;

  @Override
  public Integer call() throws IOException {
    if (rate != null && window != null) {
      throw new IllegalArgumentException("--rate and --window exclude each other: say one");
    }
    LoadPlan plan =
        new LoadPlan(
            urls,
            Transport.named(transport),
            sockets,
            rooms,
            senders,
            stuck,
            rate == null ? 0 : rate,
            window == null ? 1 : window,
            size,
            duration,
            warmup,
            fill);
    return fill > 0 ? fill(plan) : load(plan);
  }

  private int load(LoadPlan plan) throws IOException {
    LoadResult result =
        nodes().run(plan, (vertx, dialer, at) -> new LoadRun(vertx, dialer, at, System.out).run());
    System.out.print(result);
    write(result.toJson());
    return 0;
  }

  private int fill(LoadPlan plan) throws IOException {
    FillResult result =
        nodes().run(plan, (vertx, dialer, at) -> new Filling(vertx, dialer, at, System.out).run());
    System.out.print(result);
    write(result.toJson());
    return 0;
  }

  private LoadNodes nodes() {
    return new LoadNodes(nodes, started, kept, folder);
  }

  private void write(JsonObject result) throws IOException {
    if (json != null) {
      result.put("store", nodes > 0 ? kept.choice(true).toString() : "");
      Files.writeString(json, result.encodePrettily() + "\n");
    }
  }
}
