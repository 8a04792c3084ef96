package chatnode.ways.ws;

import chatnode.count.LoopCounts;
import chatnode.protocol.CloseCode;
import chatnode.protocol.Refusal;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import chatnode.room.Outlet;
import chatnode.room.Visitor;
import chatnode.ways.Allowance;
import chatnode.ways.Client;
import chatnode.ways.ClientLimits;
import chatnode.ways.Pipe;
import chatnode.ways.Turn;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.Collection;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One client's socket, put together: what comes in ({@link FrameAssembler}, {@link Allowance}),
 * what goes out ({@link Answers}, {@link Pipe}), whether anybody is there ({@link Liveness}) and
 * how it ends ({@link Closing}).
 *
 * <p>Whatever Vert.x or Netty calls here is guarded: a fault of ours ends this client with 1011 and
 * is logged once, and nobody else hears of it.
 */
public final class Connection implements Outlet, Client, Pipe.Writer {
  private static final Logger LOG = Logger.getLogger(Connection.class.getName());

  private static final byte[] PING = WireFrame.control(WireFrame.PING);

  private final ClientLimits settings;
  private final LoopCounts counts;
  private final Pipe pipe;
  private final Wire wire;
  private final Closing closing;
  private final Liveness liveness;
  private final Allowance allowance;
  private FrameAssembler assembler;
  private Talk talk;
  private Answers answers;
  private Runnable onClosed;
  private boolean isGone;
  private boolean hasFailed;

  /** Made on its loop, for a channel whose handshake is done. */
  public Connection(
      Vertx vertx, Turn turn, ClientLimits settings, LoopCounts counts, Channel channel) {
    long now = System.nanoTime();
    this.settings = settings;
    this.pipe = new Pipe(vertx, turn, channel, settings.pendingBytes(), this);
    this.wire = new Wire((ContextInternal) vertx.getOrCreateContext(), channel, pipe, this);
    this.counts = counts;
    this.closing = new Closing(pipe, counts);
    this.liveness = new Liveness(settings, now);
    this.allowance = new Allowance(settings, now);
  }

  /**
   * From here on frames reach the talk. {@code onClosed} is called once and after {@link
   * Talk#closed}, also when the socket has ended in the middle of being opened.
   */
  public void open(Talk talk, Runnable onClosed) {
    this.talk = talk;
    this.answers = new Answers(talk, pipe, counts);
    this.onClosed = onClosed;
    this.assembler = new FrameAssembler(settings.maxFrame(), talk);
    if (wire.connect()) {
      begin();
    } else {
      gone();
    }
  }

  private void begin() {
    try {
      talk.begin();
    } catch (Refusal refusal) {
      close(CloseCode.OVERLOADED, refusal.getMessage());
    } catch (RuntimeException failure) {
      failed(failure);
    }
  }

  /** The connection has ended. */
  void gone() {
    if (isGone) {
      return;
    }
    isGone = true;
    closing.ended();
    try {
      talk.closed();
    } catch (Throwable failure) {
      report(failure);
    } finally {
      onClosed.run();
    }
  }

  /** A frame of a message. */
  void frame(WebSocketFrame frame) {
    liveness.heard(System.nanoTime());
    if (closing.hasBegun()) {
      return;
    }
    try {
      assembler.frame(frame);
    } catch (Violation violation) {
      close(violation.code(), violation.getMessage());
    }
    if (!pipe.isWritable() && !closing.hasBegun()) {
      wire.pause();
    }
  }

  /** What no RFC 6455 peer sends, or too much of it. */
  void peerErrs(WebSocketCloseStatus status) {
    if (!closing.hasBegun()) {
      boolean isTooBig = status.code() == CloseCode.TOO_BIG.code();
      answers.write();
      answers.lastWords(
          isTooBig ? CloseCode.TOO_BIG : CloseCode.PROTOCOL_ERROR, status.reasonText());
      closing.beginAtOnce((short) status.code(), status.reasonText());
    }
  }

  void peerCloses(CloseWebSocketFrame close) {
    if (!closing.hasBegun()) {
      answers.write();
    }
    closing.answer(close);
  }

  /** Pings and pongs count like frames; after the close nothing is answered any more. */
  boolean mayPass() {
    liveness.heard(System.nanoTime());
    return !closing.hasBegun() && admit() == 0;
  }

  @Override
  public long admit() {
    long waitMs = allowance.take(liveness.lastHeard());
    if (allowance.isFlooded()) {
      close(CloseCode.POLICY, "flood");
    }
    return waitMs;
  }

  @Override
  public Dialect dialect(String room) {
    return talk.dialect(room);
  }

  @Override
  public void send(ServerFrame frame) {
    if (!closing.hasBegun()) {
      answers.add(frame);
    }
  }

  @Override
  public void write(byte[] wire) {
    if (!closing.hasBegun()) {
      answers.write();
      pipe.writeShared(wire);
    }
  }

  /** What the talk made for this client alone. */
  public void tell(byte[] wire) {
    if (!closing.hasBegun()) {
      answers.write();
      pipe.write(wire);
    }
  }

  @Override
  public void turnEnds() {
    if (!closing.hasBegun()) {
      answers.write();
    }
  }

  @Override
  public boolean ready() {
    return !closing.hasBegun() && pipe.isReady();
  }

  @Override
  public void drained() {
    wire.resume();
    talk.drained();
  }

  @Override
  public void tooSlow() {
    close(CloseCode.TOO_SLOW, CloseCode.TOO_SLOW.reason());
  }

  @Override
  public void close(CloseCode code, String reason) {
    if (!closing.hasBegun()) {
      answers.write();
      answers.lastWords(code, reason);
      end(code, reason);
    }
  }

  private void end(CloseCode code, String reason) {
    closing.begin(code, reason);
    wire.resume(); // to hear the peer's close
  }

  @Override
  public void sayGoodbye(long reconnectAfterMs) {
    guarded(
        () -> {
          send(new ServerFrame.Bye(CloseCode.RESTARTING.reason(), reconnectAfterMs));
          close(CloseCode.RESTARTING, CloseCode.RESTARTING.reason());
        });
  }

  /** Ends who never said hello or has gone silent, pings who is quiet. */
  @Override
  public void check(long now) {
    guarded(
        () -> {
          talk.check(now);
          switch (liveness.at(now, talk.isIntroduced())) {
            case NO_HELLO -> close(CloseCode.POLICY, "no hello in time");
            case SILENT -> close(CloseCode.LEAVING, "silent for too long");
            case QUIET -> ping();
            case FINE -> {}
          }
        });
  }

  private void ping() {
    if (ready()) {
      pipe.writeShared(PING);
    }
  }

  private void guarded(Runnable call) {
    try {
      call.run();
    } catch (Throwable failure) {
      failed(failure);
    }
  }

  /** A fault of ours: nobody knows any more what this client has got, so it starts anew. */
  @Override
  public void failed(Throwable failure) {
    report(failure);
    try {
      if (!closing.hasBegun()) {
        answers.lastWords(CloseCode.OUR_FAULT, CloseCode.OUR_FAULT.reason());
      }
      end(CloseCode.OUR_FAULT, CloseCode.OUR_FAULT.reason());
    } catch (RuntimeException e) {
      wire.close();
    }
  }

  private void report(Throwable failure) {
    if (!hasFailed) {
      hasFailed = true;
      LOG.log(Level.SEVERE, "a fault of this node ends a client with 1011", failure);
    }
  }

  // ---- how it is seen

  @Override
  public String way() {
    return talk.way();
  }

  @Override
  public Visitor visitor() {
    return talk.visitor();
  }

  @Override
  public Collection<String> joined() {
    return talk.joined();
  }

  @Override
  public long unread() {
    return pipe.unread();
  }
}
