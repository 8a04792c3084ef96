package chatnode.ways.sse;

import chatnode.count.LoopCounts;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.CloseCode;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Refusal;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import chatnode.room.Outlet;
import chatnode.room.Session;
import chatnode.room.Visitor;
import chatnode.ways.Client;
import chatnode.ways.ClientLimits;
import chatnode.ways.Pipe;
import chatnode.ways.Turn;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One client that listens over an answer of HTTP which does not end. What its rooms say goes
 * through a {@link Pipe}, as for a socket; it says nothing itself, and comes back with where it
 * stood when the stream has ended, however that came about.
 *
 * <p>Nobody answers a heartbeat here. That the peer is gone shows when its machine says so, or does
 * not say for so long that it has got what was written.
 */
public final class EventStream implements Outlet, Client, Pipe.Writer {
  /** What every stream begins with: a browser comes back after so many milliseconds. */
  public static final String BEGINNING = "retry: 1000\n\n";

  private static final Logger LOG = Logger.getLogger(EventStream.class.getName());

  private final Takeover takeover;
  private final SseDialect dialect;
  private final LoopCounts counts;
  private final Pipe pipe;
  private final long heartbeatNanos;
  private final List<ServerFrame> answers = new ArrayList<>(2);
  private Session session;
  private Runnable onClosed;
  private long quietSince = System.nanoTime();
  private boolean isQuiet;
  private boolean ending;
  private boolean isGone;
  private boolean hasFailed;

  /** Made on its loop, when {@link #BEGINNING} has been written. */
  public EventStream(
      Vertx vertx,
      Turn turn,
      ClientLimits limits,
      LoopCounts counts,
      Takeover takeover,
      SseDialect dialect) {
    this.takeover = takeover;
    this.dialect = dialect;
    this.counts = counts;
    this.heartbeatNanos = limits.heartbeatMs() * 1_000_000;
    takeover.complete();
    this.pipe = new Pipe(vertx, turn, takeover.channel(), limits.pendingBytes(), this);
    takeover.carries(pipe);
  }

  /** From here on it hears its rooms. {@code onClosed} is called once, when it is in none. */
  public void open(Visitor visitor, Wish wish, Runnable onClosed) {
    this.session = Session.of(visitor, this, wish.isShown());
    this.onClosed = onClosed;
    takeover.whenClosed(this::gone);
    if (!isGone) {
      begin(wish.joins());
    }
  }

  private void begin(List<ClientFrame.Join> joins) {
    try {
      if (session.visitor().person() != null) {
        session.greet();
      }
      joins.forEach(session::join);
    } catch (Refusal refusal) { // the room has filled up since it was asked
      send(refusal.frame());
      boolean isFull = refusal.code() == ErrorCode.ROOM_FULL;
      close(isFull ? CloseCode.OVERLOADED : CloseCode.NOT_LET_IN, refusal.getMessage());
    } catch (RuntimeException failure) {
      failed(failure);
    }
  }

  private void gone() {
    if (isGone) {
      return;
    }
    isGone = true;
    ending = true;
    try {
      session.closed();
    } finally {
      onClosed.run();
    }
  }

  // ---- what rooms write

  @Override
  public Dialect dialect(String room) {
    return dialect;
  }

  /** It says nothing but what it was asked to when it came. */
  @Override
  public long admit() {
    return 0;
  }

  @Override
  public void send(ServerFrame frame) {
    if (!ending) {
      if (frame instanceof ServerFrame.Error error) {
        counts.error(error.code().wire());
      }
      answers.add(frame);
      pipe.flushLater();
      if (frame instanceof ServerFrame.Left && session.isNowhere()) {
        close(CloseCode.NOT_LET_IN, "you may not be here any more");
      }
    }
  }

  @Override
  public void write(byte[] bytes) {
    if (!ending) {
      writeAnswers(); // what was said first arrives first
      pipe.writeShared(bytes);
      isQuiet = false;
    }
  }

  @Override
  public void turnEnds() {
    if (!ending) {
      writeAnswers();
    }
  }

  private void writeAnswers() {
    if (!answers.isEmpty()) {
      byte[] bytes = dialect.frames(answers);
      answers.clear();
      pipe.write(bytes);
      isQuiet = false;
    }
  }

  @Override
  public boolean ready() {
    return !ending && pipe.isReady();
  }

  @Override
  public void drained() {
    session.drained();
  }

  // ---- how it lasts and ends

  /** Sees to it that something is written every heartbeat. */
  @Override
  public void check(long now) {
    if (!isQuiet) {
      isQuiet = true;
      quietSince = now;
    } else if (now - quietSince >= heartbeatNanos && ready()) {
      quietSince = now;
      guarded(() -> pipe.writeShared(dialect.heartbeat()));
    }
  }

  @Override
  public void sayGoodbye(long reconnectAfterMs) {
    guarded(
        () -> {
          send(new ServerFrame.Bye(CloseCode.RESTARTING.reason(), reconnectAfterMs));
          close(CloseCode.RESTARTING, CloseCode.RESTARTING.reason());
        });
  }

  private void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException failure) {
      failed(failure);
    }
  }

  @Override
  public void tooSlow() {
    close(CloseCode.TOO_SLOW, CloseCode.TOO_SLOW.reason());
  }

  @Override
  public void close(CloseCode code, String reason) {
    if (!ending) {
      if (code == CloseCode.OUR_FAULT) {
        send(fault());
      }
      writeAnswers();
      end(code, reason);
    }
  }

  private static ServerFrame.Error fault() {
    return new ServerFrame.Error(
        ErrorCode.INTERNAL, "something went wrong here: come back and resume", null, null, 0);
  }

  private void end(CloseCode code, String reason) {
    ending = true;
    counts.closed(code.code());
    pipe.end(dialect.end(code.code() + " " + reason));
  }

  /** A fault of ours: nobody knows any more what this client has got, so it starts anew. */
  @Override
  public void failed(Throwable failure) {
    if (!hasFailed) {
      hasFailed = true;
      LOG.log(Level.SEVERE, "a fault of this node ends a stream with 1011", failure);
    }
    answers.clear();
    close(CloseCode.OUR_FAULT, CloseCode.OUR_FAULT.reason());
  }

  @Override
  public String way() {
    return "sse";
  }

  @Override
  public Visitor visitor() {
    return session.visitor();
  }

  @Override
  public Collection<String> joined() {
    return session.joined();
  }

  @Override
  public long unread() {
    return pipe.unread();
  }
}
