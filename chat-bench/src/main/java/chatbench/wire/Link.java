package chatbench.wire;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import java.util.function.BooleanSupplier;

/**
 * A client's connection, one at a time. What an abandoned connection still says is not heard, as if
 * the user's machine had dropped it.
 */
public final class Link {

  /** Who hears what comes over the link. */
  public interface Owner {
    void opened();

    void heard(Incoming frame);

    void nonsense(String what);

    /** 1006 when there was no close frame, or no connection at all. */
    void closed(int code);
  }

  private static final int NO_CLOSE_FRAME = 1006;

  private final Dialer dialer;
  private final Owner owner;
  private int number;
  private WebSocket socket;

  public Link(Dialer dialer, Owner owner) {
    this.dialer = dialer;
    this.owner = owner;
  }

  /** Connections are numbered from 1. */
  public int number() {
    return number;
  }

  public boolean isOpen() {
    return socket != null;
  }

  public void open(String url) {
    int mine = ++number;
    dialer
        .dial(url)
        .onComplete(
            opened -> {
              if (mine == number) {
                attach(opened, mine);
              } else {
                opened.close();
              }
            },
            failure -> closed(mine, NO_CLOSE_FRAME));
  }

  /**
   * Opens another connection and leaves the present one for it only when that is open and still
   * {@code wanted}; completes with whether it did.
   */
  public Future<Boolean> move(String url, BooleanSupplier wanted) {
    int mine = number;
    return dialer
        .dial(url)
        .map(
            opened -> {
              if (mine != number || !wanted.getAsBoolean()) {
                opened.close();
                return false;
              }
              abandon();
              attach(opened, number);
              return true;
            });
  }

  private void attach(WebSocket opened, int mine) {
    socket = opened;
    opened.textMessageHandler(text -> heard(text, mine));
    opened.exceptionHandler(failure -> {}); // the close handler follows
    opened.closeHandler(
        v ->
            closed(
                mine,
                opened.closeStatusCode() == null ? NO_CLOSE_FRAME : opened.closeStatusCode()));
    owner.opened();
  }

  private void heard(String text, int mine) {
    for (String line : Incoming.lines(text)) {
      if (mine != number) {
        return;
      }
      try {
        owner.heard(Incoming.parse(line));
      } catch (IllegalArgumentException e) {
        owner.nonsense(e.getMessage());
      }
    }
  }

  private void closed(int mine, int code) {
    if (mine == number) {
      number++;
      socket = null;
      owner.closed(code);
    }
  }

  public void send(String text) {
    socket.writeTextMessage(text);
  }

  public void pause() {
    if (socket != null) {
      socket.pause();
    }
  }

  public void resume() {
    if (socket != null) {
      socket.resume();
    }
  }

  /** Completes when the socket is closed; the owner is not told. */
  public Future<Void> abandon() {
    WebSocket old = socket;
    number++;
    socket = null;
    return old == null ? Future.succeededFuture() : old.close();
  }
}
