package chatnode.log;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Person;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class GroupCommitTest {
  private static final GroupCommit.Limits LIMITS =
      new GroupCommit.Limits(3, 1 << 20, 5, 1 << 20, 200);

  /** A log that answers when told to. */
  private static final class SlowLog implements RoomLog {
    final Deque<List<Draft>> asked = new ArrayDeque<>();
    final Deque<Promise<Appended>> answers = new ArrayDeque<>();
    long next = 1;

    @Override
    public Future<Appended> append(String room, List<Draft> drafts, Confirmed confirmed) {
      asked.add(drafts);
      answers.add(Promise.promise());
      return answers.peekLast().future();
    }

    void answer() {
      int count = asked.poll().size();
      long[] seqs = new long[count];
      for (int i = 0; i < count; i++) {
        seqs[i] = next++;
      }
      answers.poll().complete(new Appended(1, seqs, new long[count]));
    }

    void fail(Throwable failure) {
      asked.poll();
      answers.poll().fail(failure);
    }

    @Override
    public Future<Slice> since(String room, long after, int max) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<Slice> before(String room, long before, int max) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<Map<String, Head>> heads(Collection<String> rooms) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<Void> forgetIdle(long idleMs, Predicate<String> occupied) {
      throw new UnsupportedOperationException();
    }
  }

  private final SlowLog log = new SlowLog();
  private final List<String> told = new ArrayList<>();

  private GroupCommit commit(Vertx vertx) {
    return new GroupCommit(
        vertx,
        log,
        "room",
        LIMITS,
        () -> new RoomLog.Confirmed(1, 0),
        (epoch, entries) -> told.add("published " + entries.stream().map(Entry::seq).toList()));
  }

  private void offer(GroupCommit commit, String id) {
    Draft draft = Draft.text(new Person("c", "nick"), id, "text");
    commit.offer(
        draft,
        new GroupCommit.Receipt() {
          @Override
          public void appended(long epoch, long seq, long at) {
            told.add(id + " is " + seq);
          }

          @Override
          public void refused(ErrorCode code) {
            told.add(id + " " + code.wire());
          }
        });
  }

  private List<String> ids(List<Draft> drafts) {
    return drafts.stream().map(Draft::id).toList();
  }

  @Test
  void whatIsSaidInOneTurnIsOneAppendAndTheNextGathersMeanwhile(
      Vertx vertx, VertxTestContext context) {
    vertx.runOnContext(
        start -> {
          GroupCommit commit = commit(vertx);
          offer(commit, "a");
          offer(commit, "b");
          vertx.runOnContext(
              later -> {
                offer(commit, "c");
                context.verify(
                    () -> {
                      assertThat(log.asked).hasSize(1);
                      assertThat(ids(log.asked.peek())).containsExactly("a", "b");
                      log.answer();
                      assertThat(told).containsExactly("published [1, 2]", "a is 1", "b is 2");
                      assertThat(ids(log.asked.peek())).containsExactly("c");
                    });
                context.completeNow();
              });
        });
  }

  @Test
  void moreThanMayWaitIsBusy(Vertx vertx, VertxTestContext context) {
    vertx.runOnContext(
        start -> {
          GroupCommit commit = commit(vertx);
          List.of("1", "2", "3", "4", "5", "6").forEach(id -> offer(commit, id));
          context.verify(() -> assertThat(told).containsExactly("6 busy"));
          context.completeNow();
        });
  }

  @Test
  void anUnknownOutcomeIsTriedAgainWithTheSameDrafts(Vertx vertx, VertxTestContext context) {
    vertx.runOnContext(
        start -> {
          GroupCommit commit = commit(vertx);
          offer(commit, "a");
          vertx.runOnContext(
              later -> {
                List<Draft> first = log.asked.peek();
                log.fail(new IllegalStateException("indeterminate"));
                vertx.setPeriodic(
                    1,
                    timer -> {
                      if (!log.asked.isEmpty()) {
                        vertx.cancelTimer(timer);
                        context.verify(() -> assertThat(log.asked.peek()).isEqualTo(first));
                        log.answer();
                        context.verify(
                            () -> assertThat(told).containsExactly("published [1]", "a is 1"));
                        context.completeNow();
                      }
                    });
              });
        });
  }

  @Test
  void afterTheDeadlineTheSenderHearsNotConfirmed(Vertx vertx, VertxTestContext context) {
    vertx.runOnContext(
        start -> {
          GroupCommit commit = commit(vertx);
          offer(commit, "a");
          vertx.setPeriodic(
              1,
              timer -> {
                if (!log.asked.isEmpty()) {
                  log.fail(new IllegalStateException("indeterminate"));
                }
                if (!told.isEmpty()) {
                  vertx.cancelTimer(timer);
                  context.verify(() -> assertThat(told).containsExactly("a not_confirmed"));
                  context.completeNow();
                }
              });
        });
  }

  @Test
  void withTooFewNodesNothingIsTriedAgain(Vertx vertx, VertxTestContext context) {
    vertx.runOnContext(
        start -> {
          GroupCommit commit = commit(vertx);
          offer(commit, "a");
          vertx.runOnContext(
              later -> {
                log.fail(new RoomLog.NoQuorum());
                context.verify(() -> assertThat(told).containsExactly("a no_quorum"));
                context.completeNow();
              });
        });
  }
}
