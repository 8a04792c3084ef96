package chatbench.client;

import chatbench.check.Asked;
import chatbench.check.ClientLog;
import chatbench.wire.Incoming;
import chatbench.wire.Incoming.Before;
import chatbench.wire.Link;
import chatbench.wire.Outgoing;
import chatbench.wire.Way;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;

/**
 * Someone who was never there: joins one room when all is quiet, reads the history from the newest
 * page back to the oldest that is kept, and asks once more from where on that is now.
 *
 * <pre>
 *   join recent --joined, messages up to head--> history, page by page --no more--> join after head
 * </pre>
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
  private long head;
  private Before next;
  private long heard;
  private boolean reading;
  private boolean read;

  public Reader(Way way, String room, Identity identity, Journal journal) {
    this.room = room;
    this.identity = identity;
    this.journal = journal;
    this.link = new Link(way, this);
  }

  /** Fails with a sentence when the room cannot be read to its end. */
  public Future<ClientLog> read(String url) {
    link.open(url);
    return done.future();
  }

  /** How much it was told so far: whoever hears no more waits in vain. */
  public long heard() {
    return heard;
  }

  public void giveUp() {
    fail("had no answer");
  }

  @Override
  public void opened() {
    link.send(
        List.of(
            new Outgoing.Hello(identity.nick(), identity.secret()),
            new Outgoing.Join(room, RECENT)));
  }

  @Override
  public void heard(Incoming frame) {
    heard++;
    frame.dispatch(this);
  }

  @Override
  public void welcome(Incoming.Welcome frame) {
    journal.welcome(frame);
  }

  /** The second answer tells what was trimmed while the history was read. */
  @Override
  public void joined(Incoming.Joined frame) {
    if (read) {
      journal.joined(Asked.resume(epoch, head), frame);
      link.abandon();
      done.tryComplete(journal.log());
      return;
    }
    journal.joined(Asked.newest(RECENT), frame);
    epoch = frame.epoch();
    head = frame.head();
    next = new Before(epoch, head + 1);
    if (head == 0 || head < frame.first()) {
      finish();
    }
  }

  @Override
  public void message(Incoming.Message frame) {
    journal.received(epoch, frame);
    if (frame.seq() >= head && !reading) {
      reading = true;
      page();
    }
  }

  private void page() {
    link.send(new Outgoing.History(room, next, PAGE));
  }

  /** A page that may not be asked for by its epoch says none, and is of the present one. */
  @Override
  public void history(Incoming.History frame) {
    Before before = next;
    for (int i = frame.messages().size() - 1; i >= 0; i--) {
      Incoming.Message message = frame.messages().get(i);
      journal.kept(epoch, message);
      next = older(next, new Before(message.epoch() == 0 ? epoch : message.epoch(), message.seq()));
    }
    if (before.seq() == head + 1 && before.epoch() == epoch && !reaches(frame)) {
      fail("the newest page has no seq " + head);
    } else if (!frame.more()) {
      finish();
    } else {
      next = frame.next() == null ? next : frame.next();
      goOn(before);
    }
  }

  private boolean reaches(Incoming.History frame) {
    return frame.messages().stream().anyMatch(message -> message.seq() == head);
  }

  private static Before older(Before one, Before other) {
    return one.epoch() != other.epoch() || other.seq() < one.seq() ? other : one;
  }

  private void goOn(Before before) {
    if (next.epoch() == before.epoch() && next.seq() >= before.seq()) {
      fail("it says that there is more before seq " + before.seq() + ", and does not show it");
    } else {
      page();
    }
  }

  private void finish() {
    read = true;
    link.send(new Outgoing.Resume(room, epoch, head));
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
