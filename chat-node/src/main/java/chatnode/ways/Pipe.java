package chatnode.ways;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * A channel as all ways out use it: bytes are written as they are, leave at the end of the turn of
 * the loop, and a peer that does not read them is ended.
 *
 * <p>They go past Vert.x's own queue, which would take a copy, a promise and a flush for each.
 *
 * <pre>
 *            peer slow                 over maxUnread
 *   ready  ------------>  not ready  ------------------>  ending ----- 2 s ----->  cut
 *          <------------                 end()  --------->
 *             drained
 * </pre>
 */
public final class Pipe {
  private static final int GRACE_MS = 2000;

  /** Who writes into a pipe. */
  public interface Writer {
    /** The last chance to write what leaves with this turn. */
    void turnEnds();

    /** There is room again. */
    void drained();

    /** More is unread than may be: to be ended, with a word of why if there is one. */
    void tooSlow();

    /** One of these threw: a fault of ours. */
    void failed(Throwable failure);
  }

  private final Vertx vertx;
  private final Context loop;
  private final Turn turn;
  private final Channel channel;
  private final long maxUnread;
  private final Writer writer;
  private boolean dirty;
  private boolean ending;

  /** Made on its loop. {@code maxUnread}: bytes that may wait in memory for the peer to read. */
  public Pipe(Vertx vertx, Turn turn, Channel channel, long maxUnread, Writer writer) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.turn = turn;
    this.channel = channel;
    this.maxUnread = maxUnread;
    this.writer = writer;
  }

  /** Bytes that others may get in the same turn too: nobody changes the array. */
  public void writeShared(byte[] bytes) {
    write(turn.shared().of(bytes));
  }

  /** Bytes for this peer alone. */
  public void write(byte[] bytes) {
    write(channel.alloc().directBuffer(bytes.length).writeBytes(bytes));
  }

  private void write(ByteBuf bytes) {
    channel.write(bytes, channel.voidPromise());
    flushLater();
  }

  /** Something will have been written by the end of this turn. */
  public void flushLater() {
    if (!dirty) {
      dirty = true;
      turn.flushAtEnd(this);
    }
  }

  void flush() {
    dirty = false;
    if (!channel.isActive()) {
      return;
    }
    guarded(writer::turnEnds);
    channel.flush();
    if (!ending && channel.bytesBeforeWritable() > maxUnread) {
      guarded(writer::tooSlow);
    }
  }

  /** False while the peer does not keep up with reading, and when it has to go. */
  public boolean isReady() {
    return !ending && channel.isWritable();
  }

  /** Bytes that wait in memory for the peer to read them. */
  public long unread() {
    ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
    return waiting == null ? 0 : waiting.totalPendingWriteBytes();
  }

  /** Whether the peer reads, ending or not. */
  public boolean isWritable() {
    return channel.isWritable();
  }

  /**
   * The last words have been written. They wait behind what a stuck peer does not read, so a little
   * later the channel is closed whether they have arrived or not.
   */
  public void end() {
    if (!ending) {
      ending = true;
      vertx.setTimer(GRACE_MS, t -> cut());
    }
  }

  /** The same; where these do arrive the channel is closed right behind them. */
  public void end(byte[] lastWords) {
    ByteBuf bytes = channel.alloc().directBuffer(lastWords.length).writeBytes(lastWords);
    channel.write(bytes, channel.newPromise().addListener(ChannelFutureListener.CLOSE));
    flushLater();
    end();
  }

  /** Past all handlers: TLS would first write what waits to be read. */
  private void cut() {
    channel.unsafe().close(channel.newPromise());
  }

  private void drained() {
    if (isReady()) {
      guarded(writer::drained);
    }
  }

  /** What fails for one peer must not keep from the others what this turn has for them. */
  private void guarded(Runnable call) {
    try {
      call.run();
    } catch (Throwable failure) {
      writer.failed(failure);
    }
  }

  /** To be called by whatever handler of ours the channel has. */
  public void writabilityChanged() {
    if (isReady()) {
      loop.runOnContext(v -> drained());
    }
  }
}
