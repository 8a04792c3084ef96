package chatnode.ways.ws;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tells the clients of one loop to come back elsewhere: spread evenly over a time, so that the
 * other nodes get them one by one, or at once when somebody is in a hurry. Nobody is told twice.
 */
public final class Goodbyes {
  private static final int RECONNECT_MS = 500;

  private final Vertx vertx;
  private final Set<Connection> connections;
  private boolean begun;
  private boolean hurried;

  /** {@code connections} are those of now, whenever now is. */
  public Goodbyes(Vertx vertx, Set<Connection> connections) {
    this.vertx = vertx;
    this.connections = connections;
  }

  public void begin(Duration time) {
    begun = true;
    long spreadMs = hurried ? 0 : time.toMillis();
    List<Connection> leaving = List.copyOf(connections);
    for (int i = 0; i < leaving.size(); i++) {
      Connection connection = leaving.get(i);
      vertx.setTimer(1 + spreadMs * i / leaving.size(), t -> say(connection));
    }
  }

  /** Who connects all the same: its request was on the way when the door was closed. */
  public void late(Connection connection) {
    if (begun) {
      say(connection);
    }
  }

  /** May come before {@link #begin}. */
  public void hurry() {
    hurried = true;
    List.copyOf(connections).forEach(Goodbyes::say);
  }

  private static void say(Connection connection) {
    connection.sayGoodbye(ThreadLocalRandom.current().nextInt(RECONNECT_MS));
  }
}
