package chatbench.fanout;

import chatbench.load.Clock;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;

/** One socket of a crowd. */
final class Member implements MarkScan.Ear {

  /** What it tells of. */
  interface Ear {
    void delivered(long saidAt, long now);

    /** It heard what it said itself. */
    void echoed(Member sender);

    void lost();
  }

  private static final String FILLER =
      " a chat message of about one hundred bytes, as people write them ";

  private final int number;
  private final Talk talk;
  private final Clock clock;
  private final int size;
  private final Ear ear;
  private final MarkScan scan;
  private RawSocket socket;

  /** No crowd of this process repeats it, or a server that knows resends would tell nobody. */
  private long message = System.nanoTime();

  private int underWay;
  private long now;

  Member(int number, Talk talk, Clock clock, MarkScan.Desk desk, int size, Ear ear) {
    this.number = number;
    this.talk = talk;
    this.clock = clock;
    this.size = size;
    this.ear = ear;
    this.scan = new MarkScan(desk, this);
  }

  /** Completes when it has said hello. */
  Future<Void> open(NetClient client, int port) {
    return RawSocket.open(client, port, talk, this::read, ear::lost)
        .map(
            opened -> {
              socket = opened;
              talk.hello().apply(number).forEach(socket::say);
              socket.flush();
              return null;
            });
  }

  /** The clock is asked once for all that came together. */
  private void read(Buffer bytes) {
    now = clock.micros();
    scan.read(bytes);
  }

  @Override
  public void heard(long saidAt, int sender) {
    ear.delivered(saidAt, now);
    if (sender == number && underWay > 0) {
      underWay--;
      ear.echoed(this);
    }
  }

  /** Waits for {@link #flush}; {@code at} is when it should have gone out. */
  void say(long at) {
    String mark = Mark.of(at, number);
    String text = mark + FILLER.repeat(1 + size / FILLER.length());
    socket.say(talk.saying().message(number, message++, text.substring(0, size)));
    underWay++;
  }

  void flush() {
    socket.flush();
  }

  int underWay() {
    return underWay;
  }

  /** What is under way is not waited for any more. */
  void forget() {
    underWay = 0;
  }

  void close() {
    if (socket != null) {
      socket.close();
    }
  }
}
