package chatbench;

import chatbench.past.PastPlan;
import chatbench.past.PastRun;
import chatbench.wire.Dialer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks a server for what was said long ago, and says how long it takes. */
@Command(
    name = "past",
    description = "Measures the first join of rooms, pages of history, and search.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    showDefaultValues = true,
    sortOptions = false)
final class PastCommand implements Callable<Integer> {

  @Option(names = "--url", description = "The node.")
  private String url = "http://localhost:8080";

  @Option(names = "--room", description = "Whose history is paged and searched.")
  private String room = "room-1";

  @Option(names = "--rooms", split = ",", description = "Others that are only joined.")
  private List<String> rooms = List.of();

  @Option(names = "--search", split = ",", description = "Words to look for.")
  private List<String> words = List.of();

  @Option(names = "--pages", description = "Pages of 200, from the newest back.")
  private int pages = 200;

  @Option(names = "--searches", description = "How often each word is looked for.")
  private int searches = 50;

  @Override
  public Integer call() {
    List<String> joined = new ArrayList<>(List.of(room));
    joined.addAll(rooms);
    PastPlan plan = new PastPlan(url, joined, words, pages, searches);
    String table = Loop.run(vertx -> new PastRun(vertx, new Dialer(vertx), plan)::run);
    System.out.print(table);
    return 0;
  }
}
