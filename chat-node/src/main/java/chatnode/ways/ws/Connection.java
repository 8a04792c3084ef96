package chatnode.ways.ws;

import chatnode.count.LoopCounts;
import chatnode.protocol.CloseCode;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import chatnode.room.Guest;
import chatnode.room.Outlet;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One client's socket: frames in, bytes out.
 *
 * <p>Outgoing frames are encoded by the rooms and written to the channel as they are, past Vert.x's
 * own queue, which would take a copy, a promise and a flush for each. All data frames go this way,
 * so they stay in order; Vert.x adds pongs and the close frame between whole frames, which the
 * protocol allows.
 */
public final class Connection implements Outlet, FrameAssembler.Sink, ControlFrames.Gate {
  public static final Dialect JSON = JsonDialect.IT;
  public static final Dialect PLAIN = PlainDialect.IT;
  private static final int CLOSE_GRACE_MS = 2000;
  private static final int REFUSALS = 200;

  /** What Vert.x calls its own, last handler of a WebSocket's pipeline. */
  private static final String VERTX_HANDLER = "handler";

  private final Vertx vertx;
  private final Turn turn;
  private final SocketSettings settings;
  private final LoopCounts counts;
  private final Dialect dialect;
  private final ServerWebSocket socket;
  private final Channel channel;
  private final FrameAssembler assembler;
  private final TokenBucket bucket;
  private final List<ServerFrame> answers = new ArrayList<>(2);
  private Guest guest;
  private boolean dirty;
  private boolean closing;
  private int refusals;
  private long lastHeard = System.nanoTime();
  private final long openedAt = lastHeard;

  public Connection(
      Vertx vertx,
      Turn turn,
      SocketSettings settings,
      LoopCounts counts,
      Dialect dialect,
      ServerWebSocket socket,
      Channel channel) {
    this.vertx = vertx;
    this.turn = turn;
    this.settings = settings;
    this.counts = counts;
    this.dialect = dialect;
    this.socket = socket;
    this.channel = channel;
    this.assembler = new FrameAssembler(settings.maxFrame(), this);
    this.bucket = new TokenBucket(settings.rate(), settings.burst(), openedAt);
  }

  /** From here on frames reach the guest. */
  public void open(Guest guest, Runnable onClosed) {
    this.guest = guest;
    socket.frameHandler(this::frame);
    socket.exceptionHandler(this::failed);
    socket.shutdownHandler(v -> {}); // who drains says goodbye, one by one
    socket.closeHandler(
        v -> {
          closing = true;
          guest.closed();
          onClosed.run();
        });
    channel.pipeline().addFirst(new Writability());
    channel.pipeline().addBefore(VERTX_HANDLER, "control", new ControlFrames(this));
  }

  /** Pings and pongs count like frames; after the close nothing is answered any more. */
  @Override
  public boolean mayPass() {
    lastHeard = System.nanoTime();
    return !closing && admit() == 0;
  }

  /**
   * Vert.x answers with the peer's own code; what Netty does not see is an unfinished character.
   */
  @Override
  public boolean mayClose(CloseWebSocketFrame frame) {
    byte[] status = ByteBufUtil.getBytes(frame.content());
    if (status.length > 2
        && !FrameAssembler.isUtf8(ByteBuffer.wrap(status, 2, status.length - 2))) {
      close(CloseCode.BAD_UTF8, CloseCode.BAD_UTF8.reason());
      return false;
    }
    socket.shutdownHandler(null);
    return true;
  }

  // ---- in

  private void frame(WebSocketFrame frame) {
    lastHeard = System.nanoTime();
    if (closing || !(frame.isText() || frame.isBinary() || frame.isContinuation())) {
      return;
    }
    assembler.frame(frame);
    if (!channel.isWritable()) {
      socket.pause(); // who does not read is not listened to either
    }
  }

  @Override
  public void text(String text) {
    guest.text(text);
  }

  @Override
  public void binary(byte[] data) {
    guest.binary(data);
  }

  @Override
  public long admit() {
    long waitMs = bucket.take(lastHeard);
    refusals = waitMs == 0 ? 0 : refusals + 1;
    if (refusals > REFUSALS) {
      close(CloseCode.POLICY, "flood");
    }
    return waitMs;
  }

  @Override
  public void violation(CloseCode code, String reason) {
    close(code, reason);
  }

  /**
   * Vert.x closes with 1000 after a protocol error unless we are first with the code Netty names.
   */
  private void failed(Throwable failure) {
    if (failure instanceof CorruptedWebSocketFrameException corrupted) {
      closing = true;
      counts.closed(corrupted.closeStatus().code());
      close((short) corrupted.closeStatus().code(), corrupted.closeStatus().reasonText());
    }
  }

  // ---- out

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public void send(ServerFrame frame) {
    if (closing) {
      return;
    }
    if (frame instanceof ServerFrame.Error error) {
      counts.error(error.code().wire());
    }
    answers.add(frame);
    markDirty();
  }

  @Override
  public void write(byte[] wire) {
    if (closing) {
      return;
    }
    writeAnswers();
    channel.write(turn.shared().of(wire), channel.voidPromise());
    markDirty();
  }

  private void writeAnswers() {
    if (!answers.isEmpty()) {
      byte[] wire = JsonDialect.IT.frames(answers);
      answers.clear();
      channel.write(
          channel.alloc().directBuffer(wire.length).writeBytes(wire), channel.voidPromise());
    }
  }

  private void markDirty() {
    if (!dirty) {
      dirty = true;
      turn.flushAtEnd(this);
    }
  }

  public void flush() {
    dirty = false;
    if (!channel.isActive()) {
      answers.clear();
      return;
    }
    if (!closing) {
      writeAnswers();
    }
    channel.flush();
    if (!closing && channel.bytesBeforeWritable() > settings.pendingBytes()) {
      close(CloseCode.TOO_SLOW, CloseCode.TOO_SLOW.reason());
    }
  }

  @Override
  public boolean ready() {
    return !closing && channel.isWritable();
  }

  /**
   * A close frame waits behind what a stuck peer does not read, and Vert.x's own timer starts only
   * once it is written: so the channel itself is closed a little later.
   */
  @Override
  public void close(CloseCode code, String reason) {
    if (closing) {
      return;
    }
    writeAnswers();
    closing = true;
    counts.closed(code.code());
    socket.resume(); // to hear the peer's close
    close(code.code(), reason);
    vertx.setTimer(CLOSE_GRACE_MS, t -> cut());
  }

  /** While somebody handles shutdowns, Vert.x sends no close frame of its own accord. */
  private void close(short code, String reason) {
    if (!socket.isClosed()) {
      socket.shutdownHandler(null);
      socket.close(code, reason);
    }
  }

  /** From the near end of the pipeline: Vert.x's handler would first write what is not read. */
  private void cut() {
    ChannelHandlerContext first = channel.pipeline().firstContext();
    if (first != null) {
      first.close();
    }
  }

  /** The node goes, the client need not notice: when to come back to another one, and the close. */
  public void sayGoodbye(long reconnectAfterMs) {
    send(new ServerFrame.Bye(CloseCode.RESTARTING.reason(), reconnectAfterMs));
    close(CloseCode.RESTARTING, CloseCode.RESTARTING.reason());
  }

  /** Called now and then: ends who never said hello or has gone silent, pings who is quiet. */
  public void check(long now) {
    long silentMs = (now - lastHeard) / 1_000_000;
    if (!guest.isIntroduced() && (now - openedAt) / 1_000_000 > settings.helloTimeoutMs()) {
      close(CloseCode.POLICY, "no hello in time");
    } else if (silentMs > 2 * settings.heartbeatMs()) {
      close(CloseCode.LEAVING, "silent for too long");
    } else if (silentMs > settings.heartbeatMs() && channel.isWritable() && !closing) {
      socket.writePing(Buffer.buffer());
    }
  }

  /** Vert.x's drain handler watches its own queue, which we go past. */
  private final class Writability extends ChannelInboundHandlerAdapter {
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      if (context.channel().isWritable() && !closing) {
        vertx.getOrCreateContext().runOnContext(v -> drained());
      }
      context.fireChannelWritabilityChanged();
    }
  }

  private void drained() {
    if (ready()) {
      socket.resume();
      guest.drained();
    }
  }
}
