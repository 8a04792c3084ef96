package chatbench.fanout;

import chatbench.load.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * So many sockets of one server on loopback, all of which hear what each of them says. Everything
 * happens on the loop that it was opened on; one scenario at a time.
 */
public final class Crowd implements Member.Ear {
  private static final int CONNECTING_AT_ONCE = 100;
  private static final int CONNECT_TIMEOUT_MS = 3_000;

  /** Nobody says anything, and nobody hears. */
  private static final Member.Ear IDLE =
      new Member.Ear() {
        @Override
        public void delivered(long saidAt, long now) {}

        @Override
        public void echoed(Member sender) {}

        @Override
        public void lost() {}
      };

  private final Vertx vertx;
  private final NetClient client;
  private final Clock clock = new Clock();
  private final List<Member> members = new ArrayList<>();
  private Member.Ear ear = IDLE;
  private int lost;
  private boolean closing;

  private Crowd(Vertx vertx, Talk talk, int sockets, int size) {
    this.vertx = vertx;
    this.client =
        vertx.createNetClient(
            new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(CONNECT_TIMEOUT_MS));
    MarkScan.Desk desk = new MarkScan.Desk();
    for (int i = 0; i < sockets; i++) {
      members.add(new Member(i, talk, clock, desk, size, this));
    }
  }

  /** Completes when all have said hello, which the server may not have heard yet. */
  public static Future<Crowd> open(Vertx vertx, int port, Talk talk, int sockets, int size) {
    Crowd crowd = new Crowd(vertx, talk, sockets, size);
    return crowd.connect(port, 0).onFailure(failure -> crowd.close()).map(crowd);
  }

  private Future<Void> connect(int port, int from) {
    if (from >= members.size()) {
      return Future.succeededFuture();
    }
    int to = Math.min(members.size(), from + CONNECTING_AT_ONCE);
    List<Future<Void>> batch =
        members.subList(from, to).stream().map(member -> member.open(client, port)).toList();
    return Future.all(batch).compose(all -> connect(port, to));
  }

  /** Fails when the server hung up on anybody. */
  public Future<Measured> play(
      Scenario scenario, Duration warmup, Duration duration, Processors processors) {
    Play play = new Play(vertx, clock, members, scenario, processors);
    ear = play;
    return play.run(warmup, duration)
        .onComplete(played -> ear = IDLE)
        .compose(measured -> whole().map(measured));
  }

  /** Completes when all have heard the same message, and fails when they have not in this time. */
  public Future<Void> probe(Duration within) {
    Probe probe = new Probe(vertx, clock, members);
    ear = probe;
    return probe.heard(within).onComplete(heard -> ear = IDLE);
  }

  /** Fails when the server hung up on anybody. */
  public Future<Void> whole() {
    return lost == 0
        ? Future.succeededFuture()
        : Future.failedFuture(
            new IllegalStateException(
                "the server hung up on %d of %d sockets".formatted(lost, members.size())));
  }

  public Future<Void> close() {
    closing = true;
    members.forEach(Member::close);
    return client.close();
  }

  @Override
  public void delivered(long saidAt, long now) {
    ear.delivered(saidAt, now);
  }

  @Override
  public void echoed(Member sender) {
    ear.echoed(sender);
  }

  @Override
  public void lost() {
    if (!closing) {
      lost++;
      ear.lost();
    }
  }
}
