package chatnode.ways;

import chatnode.protocol.CloseCode;
import chatnode.room.Visitor;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The clients of one loop that stay: whoever wants to is let in by the {@link Doorman} and has a
 * {@link Place}, which is given back once, whatever happens.
 */
public final class Clients {
  private final Doorman doorman;
  private final Map<Client, Place> here = new HashMap<>();
  private final Goodbyes goodbyes;

  /** Made on its loop. */
  public Clients(Vertx vertx, Doorman doorman) {
    this.doorman = doorman;
    this.goodbyes = new Goodbyes(vertx, here.keySet());
  }

  /** One more from this address. */
  public Place enter(String address) throws Doorman.Refused {
    doorman.enter(address, System.nanoTime());
    return new Place(address);
  }

  /** One who does not stay for long, and comes back at once: without asking how fast. */
  public Place enterForAWhile(String address) throws Doorman.Refused {
    doorman.count(address);
    return new Place(address);
  }

  /** Ends those who come from where nobody is let in any more: {@code why} says so, or null. */
  public void putOut(UnaryOperator<String> why) {
    for (Place place : List.copyOf(here.values())) {
      String reason = why.apply(place.address);
      if (reason != null) {
        place.taker.close(CloseCode.NOT_LET_IN, reason);
      }
    }
  }

  public int count() {
    return here.size();
  }

  public Goodbyes goodbyes() {
    return goodbyes;
  }

  /** To be called every second or so, with System.nanoTime(). */
  public void check(long now) {
    List.copyOf(here.keySet()).forEach(client -> client.check(now));
  }

  /** All of them, one after another, as each is when it is looked at. */
  public Stream<Sight> seen() {
    return here.values().stream().map(Place::look);
  }

  /** Ends those of {@code which}; how many they were. */
  public int close(Predicate<Sight> which, CloseCode code, String reason) {
    List<Place> ended = here.values().stream().filter(each -> which.test(each.look())).toList();
    ended.forEach(each -> each.taker.close(code, reason));
    return ended.size();
  }

  /** What one client takes up here until it is given back. */
  public final class Place {
    private final String address;
    private final long number = doorman.nextNumber();
    private final long since = System.currentTimeMillis();
    private Client taker;
    private boolean isGivenBack;

    private Place(String address) {
      this.address = address;
    }

    /** From here on the client is looked after; before it is ready to be told goodbye. */
    public void take(Client client) {
      taker = client;
      here.put(client, this);
    }

    /** The client is ready. It may have come while all others are told goodbye. */
    public void taken() {
      if (!isGivenBack) {
        goodbyes.late(taker);
      }
    }

    private Sight look() {
      Visitor visitor = taker.visitor();
      return new Sight(
          number,
          taker.way(),
          address,
          since,
          visitor == null ? null : visitor.person(),
          visitor != null && visitor.isSignedIn(),
          List.copyOf(taker.joined()),
          taker.unread());
    }

    public void giveBack() {
      if (!isGivenBack) {
        isGivenBack = true;
        here.remove(taker);
        doorman.leave(address);
      }
    }
  }
}
