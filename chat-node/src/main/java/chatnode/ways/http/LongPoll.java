package chatnode.ways.http;

import chatnode.protocol.ClientFrame;
import chatnode.protocol.CloseCode;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import chatnode.room.Outlet;
import chatnode.room.Rooms;
import chatnode.room.Session;
import chatnode.room.Visitor;
import chatnode.ways.Client;
import chatnode.ways.Clients;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.OptionalLong;

/**
 * A request that waits for messages. To its room it is a member who only listens, like the socket
 * of somebody who is silent; what comes first ends it, and it leaves.
 *
 * <pre>
 *   joining --joined--> waiting --messages, another numbering, time, goodbye--> answered
 *      |                   |
 *      +-------------------+--the client goes--> gone
 * </pre>
 *
 * <p>The answer is given in the next turn of the loop: in this one the room may still be telling
 * its other members. Nothing of the request is held while it waits but the response.
 */
final class LongPoll implements Outlet, Client {
  private final Context loop;
  private final HttpServerResponse response;
  private final Answer answer;
  private final Dialect dialect;
  private final Clients.Place place;
  private final Session session;
  private final long timer;

  /** Where the room stands; null while that is not known. */
  private Page page;

  private byte[] heard;
  private Problem problem;
  private boolean isEnding;
  private boolean isOver;

  /** On the loop of {@code visitor}; {@code place} is given back when it is over. */
  LongPoll(Visitor visitor, RoutingContext context, Wanted wanted, Clients.Place place) {
    Vertx vertx = context.vertx();
    this.loop = vertx.getOrCreateContext();
    this.response = context.response();
    this.answer = Answer.to(context.request());
    this.dialect = PollDialect.of(wanted.limit());
    this.place = place;
    this.session = Session.ofListener(visitor, this);
    this.timer = vertx.setTimer(wanted.patience().toMillis(), t -> end());
  }

  /** Without a number to begin at it hears what comes behind the last one. */
  void begin(Wanted wanted) {
    response.closeHandler(v -> over());
    OptionalLong epoch =
        wanted.after().isPresent() ? OptionalLong.of(wanted.epoch()) : OptionalLong.empty();
    session.take(new ClientFrame.Join(wanted.room(), epoch, wanted.after(), 0));
  }

  // ---- what the room says

  @Override
  public Dialect dialect(String room) {
    return dialect;
  }

  @Override
  public long admit() {
    return 0;
  }

  @Override
  public void send(ServerFrame frame) {
    if (isEnding) {
      return;
    }
    if (frame instanceof ServerFrame.Joined joined) {
      stands(new Page(joined.epoch(), joined.head(), joined.first(), joined.complete()));
    } else if (frame instanceof ServerFrame.Reset reset) {
      stands(new Page(reset.epoch(), reset.head(), reset.first(), false));
    } else if (frame instanceof ServerFrame.Error error) {
      fail(Problem.of(error));
    }
  }

  /** When numbers are others than the client has, and no message follows, that is the news. */
  private void stands(Page now) {
    page = now;
    if (!now.isComplete() && now.first() > now.head()) {
      endSoon();
    }
  }

  @Override
  public void write(byte[] bytes) {
    if (ready()) {
      heard = bytes;
      endSoon();
    }
  }

  @Override
  public boolean ready() {
    return !isEnding;
  }

  @Override
  public void close(CloseCode code, String reason) {
    if (isEnding) {
      return;
    }
    fail(
        switch (code) {
          case OUR_FAULT -> Problem.ourFault();
          case POLICY, NOT_LET_IN -> Problem.of(403, ErrorCode.FORBIDDEN, reason);
          default -> Problem.of(Rooms.unreadable(null));
        });
  }

  private void fail(Problem why) {
    problem = why;
    endSoon();
  }

  // ---- how it ends

  @Override
  public void check(long now) {}

  @Override
  public void sayGoodbye(long reconnectAfterMs) {
    if (!isOver) {
      response.putHeader("Connection", "close");
      end();
    }
  }

  private void endSoon() {
    isEnding = true;
    loop.runOnContext(v -> end());
  }

  private void end() {
    if (isOver) {
      return;
    }
    over();
    if (problem != null) {
      problem.answer(response);
    } else if (page == null) {
      Problem.of(Rooms.unreadable(null)).answer(response);
    } else {
      answer.json(heard == null ? page.empty() : whatWasHeard());
    }
  }

  private byte[] whatWasHeard() {
    long head = Math.max(page.head(), PollDialect.head(heard));
    return new Page(page.epoch(), head, page.first(), page.isComplete())
        .with(heard, PollDialect.LIST_AT);
  }

  private void over() {
    if (isOver) {
      return;
    }
    isEnding = true;
    isOver = true;
    loop.owner().cancelTimer(timer);
    try {
      session.closed();
    } finally {
      place.giveBack();
    }
  }

  @Override
  public String way() {
    return "poll";
  }

  @Override
  public Visitor visitor() {
    return session.visitor();
  }

  @Override
  public Collection<String> joined() {
    return session.joined();
  }

  @Override
  public long unread() {
    return 0;
  }
}
