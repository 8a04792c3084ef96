package chatbench.client;

import chatbench.wire.Incoming;
import chatbench.wire.Link;
import chatbench.wire.Outgoing;
import chatbench.wire.Way;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One chat user who wants every message through, once and in order, whatever happens to the nodes.
 * This is the user's life on the net; what is said there is the {@link Conversation}.
 *
 * <pre>
 *   dialing --opened--> joining --joined--> talking
 *      ^                    |                  |
 *      +---- back-off ------+------------------+  closed, or silent for too long
 * </pre>
 */
public final class Client implements Link.Owner {
  private final Vertx vertx;
  private final Addresses addresses;
  private final Patience patience;
  private final Journal journal;
  private final Identity identity;
  private final Random random;
  private final Backoff backoff;
  private final Link link;
  private final Conversation conversation;

  private String url;
  private int sayings;
  private boolean stuck;
  private boolean loyal;
  private boolean moving;
  private boolean dialWhenUnstuck;
  private boolean stopped;
  private long lastHeard;

  /** {@code random} decides on nodes and delays only, so that what is said depends on no timing. */
  public Client(
      Vertx vertx,
      Way way,
      Addresses addresses,
      Patience patience,
      Identity identity,
      List<String> rooms,
      Journal journal,
      Random random) {
    this.vertx = vertx;
    this.addresses = addresses;
    this.patience = patience;
    this.identity = identity;
    this.journal = journal;
    this.random = random;
    this.backoff = new Backoff(random);
    this.link = new Link(way, this);
    this.conversation = new Conversation(rooms, journal, link, addresses, backoff, patience);
  }

  public void start() {
    url = addresses.any(random, System.nanoTime());
    link.open(url);
  }

  public void stop() {
    stopped = true;
    link.abandon();
  }

  public void say(String room, String text) {
    conversation.say(room, identity.nick() + "-" + ++sayings, text, !stuck);
  }

  /** Stops reading, as a suspended browser tab does. */
  public void getStuck() {
    stuck = true;
    link.pause();
  }

  public void getUnstuck() {
    stuck = false;
    lastHeard = System.nanoTime();
    link.resume();
    if (dialWhenUnstuck) {
      dialWhenUnstuck = false;
      start();
    }
  }

  /** As when the network drops: nothing more is heard, and it dials again at once. */
  public void loseConnection() {
    if (link.isOpen()) { // else it is on its way back already
      link.abandon();
      conversation.disconnected();
      dialAgain();
    }
  }

  public boolean isStuck() {
    return stuck;
  }

  public boolean isTalking() {
    return !stuck && conversation.isJoinedEverywhere();
  }

  /** In every room, and not behind what it knows to be there. */
  public boolean isCaughtUp() {
    return !stuck && conversation.isCaughtUp();
  }

  /** Said and not acknowledged. */
  public int waiting() {
    return conversation.waiting();
  }

  public List<String> rooms() {
    return conversation.rooms();
  }

  /** Where the client has got to, room by room, as "epoch:seq". */
  public Map<String, String> places() {
    return conversation.places();
  }

  public Journal journal() {
    return journal;
  }

  /** A few times a second: notices silence, sends again what had no answer. */
  public void tick(long now) {
    if (stopped || stuck || !link.isOpen()) {
      return;
    }
    conversation.goOn(now);
    long silent = now - lastHeard;
    long bearable = patience.silence().toNanos();
    if (silent > bearable && !loyal) {
      link.abandon();
      journal.counts().hungUp("silence");
      reconnect();
    } else if (silent > bearable / 3) {
      link.send(new Outgoing.Ping());
    }
    if (!loyal && link.isOpen() && conversation.isUnanswered(now)) {
      tryAnother(now);
    }
  }

  /** Keeps the present connection, in case it answers after all, until the other one is open. */
  private void tryAnother(long now) {
    if (moving) {
      return;
    }
    moving = true;
    addresses.failed(url, now);
    String other = addresses.any(random, now);
    link.move(other, () -> conversation.isUnanswered(System.nanoTime()))
        .onComplete(
            moved -> {
              moving = false;
              if (moved) {
                url = other;
                journal.counts().hungUp("no answer");
              }
            },
            failure -> {
              moving = false;
              addresses.failed(other, System.nanoTime());
            });
  }

  /** Until further notice it waits for its node, however long that says nothing. */
  public void beLoyal(boolean loyal) {
    this.loyal = loyal;
    lastHeard = System.nanoTime();
  }

  @Override
  public void opened() {
    lastHeard = System.nanoTime();
    conversation.disconnected(); // when this connection takes over from another one
    journal.counts().connections++;
    conversation.begin(new Outgoing.Hello(identity.nick(), identity.secret()));
    if (stuck) {
      link.pause();
    }
  }

  @Override
  public void heard(Incoming frame) {
    lastHeard = System.nanoTime();
    frame.dispatch(conversation);
  }

  @Override
  public void nonsense(String what) {
    journal.counts().odd(what);
  }

  @Override
  public void closed(int code) {
    journal.counts().closed(code);
    reconnect();
  }

  private void reconnect() {
    addresses.failed(url, System.nanoTime());
    conversation.disconnected();
    if (!stopped) {
      vertx.setTimer(backoff.next(), timer -> dialAgain());
    }
  }

  private void dialAgain() {
    if (stuck) {
      dialWhenUnstuck = true;
    } else if (!stopped) {
      start();
    }
  }
}
