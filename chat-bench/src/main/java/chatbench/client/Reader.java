package chatbench.client;

import chatbench.check.Asked;
import chatbench.check.ClientLog;
import chatbench.wire.Dialer;
import chatbench.wire.Incoming;
import chatbench.wire.Link;
import chatbench.wire.Outgoing;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * Someone who was never there: joins one room when all is quiet and reads back all that is kept.
 */
public final class Reader implements Incoming.Handler, Link.Owner {
  private static final int RECENT = 50;
  private static final int PAGE = 200;

  private final String room;
  private final Identity identity;
  private final Journal journal;
  private final Link link;
  private final Promise<ClientLog> done = Promise.promise();
  private long epoch;
  private long first;
  private long head;
  private long oldest = Long.MAX_VALUE;

  public Reader(Dialer dialer, String room, Identity identity, Journal journal) {
    this.room = room;
    this.identity = identity;
    this.journal = journal;
    this.link = new Link(dialer, this);
  }

  /** Fails with a sentence when the room cannot be read to its end. */
  public Future<ClientLog> read(String url) {
    link.open(url);
    return done.future();
  }

  public void giveUp() {
    fail("had no answer");
  }

  @Override
  public void opened() {
    link.send(Outgoing.hello(identity.nick(), identity.secret()));
  }

  @Override
  public void heard(Incoming frame) {
    frame.dispatch(this);
  }

  @Override
  public void welcome(Incoming.Welcome frame) {
    journal.welcome(frame);
    link.send(Outgoing.joinRecent(room, RECENT));
  }

  @Override
  public void joined(Incoming.Joined frame) {
    journal.joined(Asked.newest(RECENT), frame);
    epoch = frame.epoch();
    first = frame.first();
    head = frame.head();
    if (head == 0 || head < first) {
      finish();
    }
  }

  @Override
  public void message(Incoming.Message frame) {
    journal.received(epoch, frame);
    oldest = Math.min(oldest, frame.seq());
    if (frame.seq() >= head) {
      page();
    }
  }

  private void page() {
    if (oldest <= Math.max(1, first)) {
      finish();
    } else {
      link.send(Outgoing.history(room, oldest, PAGE));
    }
  }

  /** A page may overlap what is known already; only what is older is news. */
  @Override
  public void history(Incoming.History frame) {
    long before = oldest;
    for (Incoming.Message message : frame.messages()) {
      if (message.seq() < before) {
        journal.kept(epoch, message);
        oldest = Math.min(oldest, message.seq());
      }
    }
    if (frame.more() && oldest < before) {
      page();
    } else {
      finish();
    }
  }

  private void finish() {
    link.abandon();
    done.tryComplete(journal.log());
  }

  private void fail(String why) {
    link.abandon();
    done.tryFail("the kept history of room %s could not be read: %s".formatted(room, why));
  }

  @Override
  public void reset(Incoming.Reset frame) {
    fail("it was reset meanwhile");
  }

  @Override
  public void refused(Incoming.Refused frame) {
    fail("error " + frame.code());
  }

  @Override
  public void nonsense(String what) {
    fail(what);
  }

  @Override
  public void closed(int code) {
    fail("the connection closed with " + code);
  }
}
