package chattest.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that says a lot, waits until each message is answered and reads nothing else. */
public final class Filler implements WebSocket.Listener, AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern ANSWER =
      Pattern.compile("\\{\"type\":\"(ack|joined|error\",\"code\":\"[a-z_]+)\"");
  private static final int AT_ONCE = 40;
  private static final int PATIENCE_S = 20;

  private final StringBuilder text = new StringBuilder();
  private final Semaphore mayWait = new Semaphore(AT_ONCE);
  private final Semaphore joined = new Semaphore(0);
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong busy = new AtomicLong();
  private final AtomicLong others = new AtomicLong();
  private final WebSocket socket;
  private final String name;
  private long said;

  public Filler(URI uri, String name) {
    this.name = name;
    socket = HTTP.newWebSocketBuilder().subprotocols("chat.v1.json").buildAsync(uri, this).join();
    send("{'type':'hello','nick':'" + name + "','client':'long secret of " + name + "'}");
  }

  private void send(String json) {
    socket.sendText(json.replace('\'', '"'), true).join();
  }

  /** False when the server has no room for it now. */
  public boolean join(String room) {
    send("{'type':'join','room':'" + room + "','recent':0}");
    return take(joined, 1);
  }

  public void leave(String room) {
    send("{'type':'leave','room':'" + room + "'}");
  }

  public void say(String room, String text) {
    if (!take(mayWait, 1)) {
      throw new AssertionError(name + " got no answer to a message");
    }
    send("{'type':'say','room':'%s','id':'%s-%d','text':'%s'}".formatted(room, name, ++said, text));
  }

  /** Until every message is answered. */
  public void settle() {
    if (!take(mayWait, AT_ONCE)) {
      throw new AssertionError(name + " got no answer to a message");
    }
    mayWait.release(AT_ONCE);
  }

  private static boolean take(Semaphore semaphore, int count) {
    try {
      return semaphore.tryAcquire(count, PATIENCE_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public long acknowledged() {
    return acknowledged.get();
  }

  public long busy() {
    return busy.get();
  }

  /** Errors that are not busy. */
  public long others() {
    return others.get();
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      for (Matcher answer = ANSWER.matcher(text); answer.find(); ) {
        count(answer.group(1));
      }
      text.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  private void count(String answer) {
    if (answer.equals("joined")) {
      joined.release();
      return;
    }
    if (answer.equals("ack")) {
      acknowledged.incrementAndGet();
    } else if (answer.endsWith("busy")) {
      busy.incrementAndGet();
    } else {
      others.incrementAndGet();
    }
    mayWait.release();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
