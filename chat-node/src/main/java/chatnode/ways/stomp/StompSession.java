package chatnode.ways.stomp;

import chatnode.protocol.CloseCode;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Refusal;
import chatnode.protocol.ServerFrame;
import chatnode.protocol.TextRule;
import chatnode.room.Expiry;
import chatnode.room.Outcome;
import chatnode.room.Rooms;
import chatnode.room.Visitor;
import chatnode.who.GuestIds;
import chatnode.who.NotLetIn;
import chatnode.who.Principal;
import io.vertx.core.AsyncResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What one client can do: each of its frames in the words of rooms. */
final class StompSession {
  private record Receipt(Peer peer, String id) implements Outcome {
    @Override
    public void kept(ServerFrame.Ack ack, boolean known) {
      if (id != null) {
        peer.tell(Replies.receipt(id, ack));
      }
    }

    @Override
    public void refused(ServerFrame.Error error) {
      peer.fail(error, id);
    }
  }

  /** Frames that may wait for it to be known who sends them. */
  private static final int MOST_HELD = 100;

  private final Rooms rooms;
  private final TextRule rule;
  private final StompDialects dialects;
  private final Peer peer;
  private final Sending sending;
  private final String id = GuestIds.random();
  private final Map<String, Subscription> subscriptions = new HashMap<>(2);
  private long sent;
  private boolean isClosed;
  private Expiry expiry;

  /** What came while a token was looked at; null when none is. */
  private List<StompFrame> held;

  StompSession(Rooms rooms, TextRule rule, StompDialects dialects, Peer peer, Sending sending) {
    this.rooms = rooms;
    this.rule = rule;
    this.dialects = dialects;
    this.peer = peer;
    this.sending = sending;
  }

  /** What is wrong with it is the last that the client is told. */
  void take(StompFrame frame) {
    String receipt = frame.header("receipt");
    String message = frame.command().equals("SEND") ? frame.header("id") : null;
    long waitMs = peer.admit();
    if (waitMs > 0) {
      String sentence = "more frames a second than one client may send";
      peer.fail(
          new ServerFrame.Error(ErrorCode.RATE_LIMITED, sentence, null, message, waitMs), receipt);
      return;
    }
    if (held != null) {
      hold(frame, receipt);
    } else {
      handle(frame);
    }
  }

  private void handle(StompFrame frame) {
    String receipt = frame.header("receipt");
    String message = frame.command().equals("SEND") ? frame.header("id") : null;
    try {
      dispatch(frame, receipt);
    } catch (Refusal refusal) {
      peer.fail(refusal.about(null, message).frame(), receipt);
    } catch (NotLetIn why) {
      peer.turnAway(why.getMessage());
    }
  }

  private void hold(StompFrame frame, String receipt) {
    if (held.size() < MOST_HELD) {
      held.add(frame);
    } else {
      String sentence = "wait until you are connected";
      peer.fail(new ServerFrame.Error(ErrorCode.RATE_LIMITED, sentence, null, null, 0), receipt);
    }
  }

  private void dispatch(StompFrame frame, String receipt) {
    boolean isFirst = frame.command().equals("CONNECT") || frame.command().equals("STOMP");
    if (isFirst == (peer.visitor() != null)) {
      throw isFirst
          ? new Refusal(ErrorCode.BAD_FRAME, "this client is connected already")
          : new Refusal(ErrorCode.NOT_HELLO, "the first frame is CONNECT or STOMP");
    }
    if (frame.header("transaction") != null) {
      throw noTransactions();
    }
    switch (frame.command()) {
      case "CONNECT", "STOMP" -> connect(frame);
      case "SUBSCRIBE" -> subscribe(frame, receipt);
      case "UNSUBSCRIBE" -> unsubscribe(frame, receipt);
      case "SEND" -> send(frame, receipt);
      case "ACK", "NACK" -> peer.confirm(receipt); // nobody waits for it
      case "DISCONNECT" -> disconnect(receipt);
      case "BEGIN", "COMMIT", "ABORT" -> throw noTransactions();
      default ->
          throw new Refusal(ErrorCode.UNKNOWN_TYPE, "this server knows no frame of that name");
    }
  }

  private static Refusal noTransactions() {
    return new Refusal(ErrorCode.UNKNOWN_TYPE, "this server knows no transactions");
  }

  private void connect(StompFrame frame) {
    Connect request = Connect.of(frame, rooms.who().knowsTokens());
    if (request.token() == null) {
      connected(request, rooms.who().guest(request.nick(), request.secret()));
      return;
    }
    held = new ArrayList<>(2);
    rooms.who().signedIn(request.token(), request.nick()).onComplete(who -> known(request, who));
  }

  private void known(Connect request, AsyncResult<Principal> who) {
    List<StompFrame> waited = held;
    held = null;
    if (isClosed || peer.hasEnded()) {
      return;
    }
    if (who.succeeded()) {
      connected(request, who.result());
      waited.stream().takeWhile(frame -> !peer.hasEnded()).forEach(this::handle);
    } else if (who.cause() instanceof NotLetIn why) {
      peer.turnAway(why.getMessage());
    } else {
      peer.close(CloseCode.OVERLOADED, who.cause().getMessage());
    }
  }

  private void connected(Connect request, Principal principal) {
    String banned = rooms.sanctions().against(principal);
    if (banned != null) {
      peer.turnAway(banned);
      return;
    }
    Visitor visitor = rooms.visit(principal);
    peer.connected(visitor, id, request);
    expiry = visitor.whenRunOut(() -> peer.turnAway(Expiry.SENTENCE));
  }

  private void subscribe(StompFrame frame, String receipt) {
    Subscribe request = Subscribe.of(frame);
    if (subscriptions.containsKey(request.id())) {
      throw new Refusal(ErrorCode.BAD_FIELD, "id: there is a subscription of this id already");
    }
    int most = rooms.settings().limits().rooms();
    if (subscriptions.size() >= most) {
      throw new Refusal(ErrorCode.ROOM_FULL, "one client may be in " + most + " rooms at once");
    }
    StompDialect dialect = dialects.of(request.id(), request.isAcked());
    Subscription subscription = new Subscription(peer, sending, dialect, request, receipt);
    subscriptions.put(request.id(), subscription);
    subscription.begin();
  }

  private void unsubscribe(StompFrame frame, String receipt) {
    Subscription subscription = subscriptions.remove(frame.due("id"));
    if (subscription == null) {
      throw new Refusal(ErrorCode.NOT_JOINED, "id: there is no subscription of this id");
    }
    subscription.end();
    peer.confirm(receipt);
  }

  private void send(StompFrame frame, String receipt) {
    Send send = Send.of(frame, peer.visitor().person(), id + "-" + ++sent, rule);
    sending.send(send, new Receipt(peer, receipt));
  }

  private void disconnect(String receipt) {
    peer.confirm(receipt);
    peer.end();
  }

  /** Rooms with subscriptions. */
  Set<String> joined() {
    return subscriptions.values().stream().map(Subscription::room).collect(Collectors.toSet());
  }

  /** The client can be written to again. */
  void drained() {
    subscriptions.values().forEach(Subscription::drained);
  }

  /** The client is gone. What it sent before is said. */
  void closed() {
    isClosed = true;
    if (expiry != null) {
      expiry.end();
    }
    List<Subscription> all = List.copyOf(subscriptions.values());
    subscriptions.clear();
    all.forEach(Subscription::end);
  }
}
