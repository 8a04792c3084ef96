package chatbench.wire;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A client's connection, one {@link Line} at a time. What an abandoned line still says is not
 * heard, as if the user's machine had dropped it.
 */
public final class Link {

  /** Who hears what comes over the link. */
  public interface Owner extends Line.Ear {
    void opened();
  }

  private final Way way;
  private final Owner owner;
  private int number;
  private Connection present;

  public Link(Way way, Owner owner) {
    this.way = way;
    this.owner = owner;
  }

  /** Connections are numbered from 1. */
  public int number() {
    return number;
  }

  public boolean isOpen() {
    return present != null;
  }

  public void open(String url) {
    int mine = ++number;
    Connection connection = new Connection();
    way.open(url, connection)
        .onComplete(
            line -> {
              if (mine == number) {
                attach(connection, line);
              } else {
                line.close();
              }
            },
            failure -> {
              if (mine == number) {
                ended(Line.LOST);
              }
            });
  }

  /**
   * Opens another connection and leaves the present one for it only when that is open and still
   * {@code wanted}; completes with whether it did.
   */
  public Future<Boolean> move(String url, BooleanSupplier wanted) {
    int mine = number;
    Connection connection = new Connection();
    return way.open(url, connection)
        .map(
            line -> {
              if (mine != number || !wanted.getAsBoolean()) {
                line.close();
                return false;
              }
              abandon();
              attach(connection, line);
              return true;
            });
  }

  private void attach(Connection connection, Line line) {
    connection.line = line;
    present = connection;
    if (connection.isClosed()) {
      ended(connection.code);
    } else {
      owner.opened();
    }
  }

  private void ended(int code) {
    number++;
    present = null;
    owner.closed(code);
  }

  public void send(Outgoing frame) {
    send(List.of(frame));
  }

  public void send(List<? extends Outgoing> frames) {
    present.line.send(frames);
  }

  public void pause() {
    if (present != null) {
      present.line.pause();
    }
  }

  public void resume() {
    if (present != null) {
      present.line.resume();
    }
  }

  /** Completes when the line is closed; the owner is not told. */
  public Future<Void> abandon() {
    Connection old = present;
    number++;
    present = null;
    return old == null ? Future.succeededFuture() : old.line.close();
  }

  /** Hears one line, while that is the present one. */
  private final class Connection implements Line.Ear {
    private static final int OPEN = 0;

    private Line line;
    private int code = OPEN;

    @Override
    public void heard(Incoming frame) {
      if (this != present) {
        return;
      }
      try {
        owner.heard(frame);
      } catch (IllegalArgumentException e) {
        owner.nonsense(e.getMessage());
      }
    }

    @Override
    public void nonsense(String what) {
      if (this == present) {
        owner.nonsense(what);
      }
    }

    /** It may be gone before whoever opened it is told that it was there. */
    @Override
    public void closed(int code) {
      this.code = code;
      if (this == present) {
        ended(code);
      }
    }

    boolean isClosed() {
      return code != OPEN;
    }
  }
}
