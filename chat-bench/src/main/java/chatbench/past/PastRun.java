package chatbench.past;

import chatbench.wire.Dialer;
import chatbench.wire.Incoming;
import chatbench.wire.Outgoing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Joins rooms, walks back through the first one, and looks for words in it. */
public final class PastRun {
  private static final int RECENT = 50;
  private static final int PAGE = 200;
  private static final int HITS = 50;

  private final Vertx vertx;

  /** Held for as long as its sockets: Vert.x ends a client that nobody refers to any more. */
  private final Dialer dialer;

  private final PastPlan plan;
  private final Table table = new Table();
  private Asker asker;
  private long head;

  public PastRun(Vertx vertx, Dialer dialer, PastPlan plan) {
    this.vertx = vertx;
    this.dialer = dialer;
    this.plan = plan;
  }

  /** Completes with a table to print. */
  public Future<String> run() {
    return Asker.at(vertx, dialer, plan.url())
        .compose(
            opened -> {
              asker = opened;
              return measure().eventually(opened::close);
            })
        .map(v -> table.toString());
  }

  private Future<Void> measure() {
    Table.Row joins = table.row("first join");
    String room = plan.rooms().get(0);
    return asker
        .hello(UUID.randomUUID().toString())
        .compose(v -> inTurn(plan.rooms(), each -> join(each, joins)))
        .compose(
            v -> {
              Table.Row pages = table.row("history of " + PAGE + " in " + room);
              return page(room, new Incoming.Before(0, head + 1), plan.pages(), pages);
            })
        .compose(v -> inTurn(plan.words(), word -> search(room, word)));
  }

  private Future<Void> join(String room, Table.Row row) {
    return asker
        .ask(new Outgoing.Join(room, RECENT), Incoming.Joined.class)
        .map(
            answer -> {
              row.took(answer.micros());
              head = room.equals(plan.rooms().get(0)) ? answer.frame().head() : head;
              return null;
            });
  }

  private Future<Void> page(String room, Incoming.Before before, int left, Table.Row row) {
    if (left == 0 || before == null) {
      return Future.succeededFuture();
    }
    return asker
        .ask(new Outgoing.History(room, before, PAGE), Incoming.History.class)
        .compose(
            answer -> {
              row.took(answer.micros());
              return page(room, answer.frame().next(), left - 1, row);
            });
  }

  private Future<Void> search(String room, String word) {
    Table.Row row = table.row("search " + word);
    List<Integer> times = IntStream.range(0, plan.searches()).boxed().toList();
    return inTurn(
        times,
        time ->
            asker
                .ask(new Outgoing.Search(room, word, HITS), Incoming.Found.class)
                .map(
                    answer -> {
                      row.took(answer.micros());
                      String more = answer.frame().more() ? " and more" : "";
                      row.note(answer.frame().messages() + more + " hits");
                      return null;
                    }));
  }

  private static <T> Future<Void> inTurn(List<T> all, Function<T, Future<Void>> work) {
    return inTurn(all.iterator(), work);
  }

  private static <T> Future<Void> inTurn(Iterator<T> rest, Function<T, Future<Void>> work) {
    return rest.hasNext()
        ? work.apply(rest.next()).compose(v -> inTurn(rest, work))
        : Future.succeededFuture();
  }
}
