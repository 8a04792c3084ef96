package chatbench.client;

import chatbench.wire.Incoming;
import chatbench.wire.Link;
import chatbench.wire.Outgoing;
import chatbench.wire.Way;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out over the wire alone whether the nodes are one cluster: one guest at each node says a
 * word in one room, and every guest must hear every word in the same epoch. A node that was frozen
 * and thawed fails this until it is back among the others, whatever it says of its own health.
 */
public final class Hearing {
  private final Promise<Void> done = Promise.promise();
  private final List<Guest> guests = new ArrayList<>();

  public Hearing(Way way, List<String> urls, String room) {
    for (int i = 0; i < urls.size(); i++) {
      guests.add(new Guest(way, urls.get(i), room, "guest-" + (i + 1)));
    }
  }

  /** Fails with the name of a node that cannot be reached; never ends when they do not hear. */
  public Future<Void> hold() {
    guests.forEach(Guest::enter);
    return done.future();
  }

  public void dismiss() {
    guests.forEach(guest -> guest.link.abandon());
    done.tryFail("the nodes do not hear one another");
  }

  private void check() {
    if (guests.stream().allMatch(guest -> guest.epoch != 0 && !guest.spoke)) {
      guests.forEach(Guest::speak);
    }
    boolean oneEpoch = guests.stream().mapToLong(guest -> guest.epoch).distinct().count() == 1;
    if (oneEpoch && guests.stream().allMatch(guest -> guest.heard.size() == guests.size())) {
      guests.forEach(guest -> guest.link.abandon());
      done.tryComplete();
    }
  }

  private final class Guest implements Incoming.Handler, Link.Owner {
    private final Link link;
    private final String url;
    private final String room;
    private final String name;
    private final Set<String> heard = new HashSet<>();
    private long epoch;
    private boolean spoke;

    Guest(Way way, String url, String room, String name) {
      this.link = new Link(way, this);
      this.url = url;
      this.room = room;
      this.name = name;
    }

    void enter() {
      link.open(url);
    }

    void speak() {
      spoke = true;
      link.send(new Outgoing.Say(room, name, "here", false));
    }

    @Override
    public void opened() {
      link.send(List.of(new Outgoing.Hello(name, room + name), new Outgoing.Join(room, RECENT)));
    }

    @Override
    public void heard(Incoming frame) {
      frame.dispatch(this);
      check();
    }

    @Override
    public void joined(Incoming.Joined frame) {
      epoch = frame.epoch();
    }

    @Override
    public void message(Incoming.Message frame) {
      heard.add(frame.id());
    }

    @Override
    public void reset(Incoming.Reset frame) {
      epoch = frame.epoch();
    }

    @Override
    public void nonsense(String what) {
      done.tryFail(what);
    }

    @Override
    public void closed(int code) {
      done.tryFail("the connection to " + url + " closed with " + code);
    }
  }

  private static final int RECENT = 50;
}
