package chatnode.ways.sockjs;

import chatnode.count.LoopCounts;
import chatnode.protocol.CloseCode;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import chatnode.room.Outlet;
import chatnode.room.Visitor;
import chatnode.ways.Allowance;
import chatnode.ways.Client;
import chatnode.ways.ClientLimits;
import chatnode.ways.Clients;
import chatnode.ways.ws.Talk;
import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One client that comes by HTTP: who it is, whichever requests of its it is heard and answered by.
 *
 * <p>It belongs to the loop it was made on, as the rooms it is in do. Its requests arrive on any:
 * what may be called from there says so, and hops.
 *
 * <pre>
 *   made -- opened --> open -- close() --> ending: the last words are fetched,  ----> gone
 *     |                  |                 or GRACE passes                        ^
 *     +------------------+----- vertx-web's session ends: nobody fetched for 5 s -+
 * </pre>
 */
final class Correspondent implements Outlet, Client, Delivery.Sender {
  private static final Logger LOG = Logger.getLogger(Correspondent.class.getName());
  private static final int GRACE_MS = 2000;
  private static final int TRACE_MS = 10_000;
  private static final long MS = 1_000_000;

  private final Vertx vertx;
  private final Context loop;
  private final ClientLimits limits;
  private final LoopCounts counts;
  private final Clients.Place place;
  private final Allowance allowance;
  private final Talk talk;
  private final Delivery delivery;
  private final Transports transports = new Transports();
  private final long madeAt = System.nanoTime();
  private final AtomicBoolean isSending = new AtomicBoolean();
  private volatile boolean isOpened;
  private Runnable whenGone = () -> {};
  private SockJSSocket socket;
  private boolean isEnding;
  private boolean isGone;

  /** On its loop. */
  Correspondent(
      Vertx vertx,
      Context loop,
      ClientLimits limits,
      LoopCounts counts,
      Clients.Place place,
      Function<Outlet, Talk> talk) {
    this.vertx = vertx;
    this.loop = loop;
    this.limits = limits;
    this.counts = counts;
    this.place = place;
    this.allowance = new Allowance(limits, madeAt);
    this.delivery = new Delivery(loop, limits.pendingBytes(), this);
    this.talk = talk.apply(this);
    place.take(this);
  }

  /** Called once, on its loop, when nobody has anything to do with it any more. */
  void whenGone(Runnable whenGone) {
    this.whenGone = whenGone;
  }

  // ---- from any loop

  /** A request of it, which vertx-web is to see next, comes to fetch what waits. */
  void comesBy(Channel channel) {
    transports.add(channel);
  }

  /** vertx-web has seen it. */
  void fetches() {
    loop.runOnContext(v -> delivery.fetching(1));
  }

  void hasFetched() {
    loop.runOnContext(v -> delivery.fetching(-1));
  }

  /** vertx-web has its session: handlers first, as what comes before them is lost. */
  void opened(SockJSSocket socket) {
    socket.handler(text -> loop.runOnContext(v -> guarded(() -> read(text))));
    socket.closeHandler(v -> loop.runOnContext(w -> gone(socket)));
    isOpened = true;
    loop.runOnContext(v -> guarded(() -> open(socket)));
  }

  /** False when the request that this was made for became no session. */
  boolean isOpened() {
    return isOpened;
  }

  void forget() {
    loop.runOnContext(v -> gone(null));
  }

  /** A request of it is to be read: one at a time, else it could make us hold any number. */
  boolean isToSend() {
    return isSending.compareAndSet(false, true);
  }

  void hasSent() {
    isSending.set(false);
  }

  // ---- on its own

  private void open(SockJSSocket socket) {
    if (this.socket != null || isGone) {
      socket.close(); // two sessions of one name: the second would be heard, and not answered
      return;
    }
    this.socket = socket;
    counts.opened();
    delivery.to(socket);
    talk.begin();
    place.taken();
  }

  private void read(Buffer text) {
    if (isEnding || isGone) {
      return;
    }
    if (text.length() > limits.maxFrame()) {
      close(CloseCode.TOO_BIG, "a message has at most " + limits.maxFrame() + " bytes");
    } else {
      talk.text(text.toString());
    }
  }

  private void gone(SockJSSocket socket) {
    if (isGone || socket != this.socket) {
      return;
    }
    isGone = true;
    delivery.clear();
    try {
      talk.closed();
    } catch (RuntimeException failure) {
      report(failure);
    } finally {
      place.giveBack();
      vertx.setTimer(GRACE_MS, t -> transports.cut()); // vertx-web may have forgotten one
      leaveTrace();
    }
  }

  /** Who comes back to a session that we have ended is told so as long as vertx-web knows it. */
  private void leaveTrace() {
    if (isEnding) {
      vertx.setTimer(TRACE_MS, t -> whenGone.run());
    } else {
      whenGone.run();
    }
  }

  @Override
  public Dialect dialect(String room) {
    return talk.dialect(room);
  }

  @Override
  public long admit() {
    long waitMs = allowance.take(System.nanoTime());
    if (allowance.isFlooded()) {
      close(CloseCode.POLICY, "flood");
    }
    return waitMs;
  }

  @Override
  public void send(ServerFrame frame) {
    if (frame instanceof ServerFrame.Error error) {
      counts.error(error.code().wire());
    }
    write(talk.answers(List.of(frame)));
  }

  @Override
  public void write(byte[] bytes) {
    if (!isEnding && !isGone) {
      delivery.add(bytes);
    }
  }

  @Override
  public boolean ready() {
    return !isEnding && !isGone && delivery.hasRoom();
  }

  @Override
  public void drained() {
    guarded(talk::drained);
  }

  @Override
  public void tooSlow() {
    delivery.clear();
    close(CloseCode.TOO_SLOW, CloseCode.TOO_SLOW.reason());
  }

  @Override
  public void close(CloseCode code, String reason) {
    if (!isEnding && !isGone) {
      isEnding = true;
      counts.closed(code.code());
      transports.ends(code.code(), reason);
      delivery.end();
      vertx.setTimer(GRACE_MS, t -> ended());
    }
  }

  @Override
  public void ended() {
    if (socket == null) {
      gone(null);
    } else if (!isGone) {
      socket.close();
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

  /** Who stays away is noticed by vertx-web, but not who stops reading. */
  @Override
  public void check(long now) {
    guarded(
        () -> {
          talk.check(now);
          if (!talk.isIntroduced() && now - madeAt > limits.helloTimeoutMs() * MS) {
            close(CloseCode.POLICY, "no hello in time");
          } else if (delivery.outFor(now) > 2 * limits.heartbeatMs() * MS) {
            close(CloseCode.LEAVING, "silent for too long");
          }
        });
  }

  private void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException failure) {
      report(failure);
      close(CloseCode.OUR_FAULT, CloseCode.OUR_FAULT.reason());
    }
  }

  private static void report(RuntimeException failure) {
    LOG.log(Level.SEVERE, "a fault of this node ends a client with 1011", failure);
  }

  @Override
  public String way() {
    return "sockjs";
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
    return delivery.waitingBytes();
  }
}
