package chatnode.ways;

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
  private final Set<Client> clients;
  private boolean begun;
  private boolean hurried;

  /** {@code clients} are those of now, whenever now is. */
  Goodbyes(Vertx vertx, Set<Client> clients) {
    this.vertx = vertx;
    this.clients = clients;
  }

  public void begin(Duration time) {
    begun = true;
    long spreadMs = hurried ? 0 : time.toMillis();
    List<Client> leaving = List.copyOf(clients);
    for (int i = 0; i < leaving.size(); i++) {
      Client client = leaving.get(i);
      vertx.setTimer(1 + spreadMs * i / leaving.size(), t -> say(client));
    }
  }

  /** Who connects all the same: its request was on the way when the door was closed. */
  void late(Client client) {
    if (begun) {
      say(client);
    }
  }

  /** May come before {@link #begin}. */
  public void hurry() {
    hurried = true;
    List.copyOf(clients).forEach(Goodbyes::say);
  }

  private static void say(Client client) {
    client.sayGoodbye(ThreadLocalRandom.current().nextInt(RECONNECT_MS));
  }
}
