package chatnode.ways.stomp;

import chatnode.protocol.CloseCode;
import chatnode.protocol.RoomName;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import chatnode.room.Outlet;
import chatnode.room.Session;

/**
 * A session in one room. Each subscription has its own, as a client may subscribe a room several
 * times and hears it under the id of each. To the others it is one person all the same.
 */
final class Subscription implements Outlet {
  private final Peer peer;
  private final Sending sending;
  private final Dialect dialect;
  private final Subscribe request;
  private final String receipt;
  private final Session session;

  /** {@code receipt} is what it has for one, or null. */
  Subscription(Peer peer, Sending sending, Dialect dialect, Subscribe request, String receipt) {
    this.peer = peer;
    this.sending = sending;
    this.dialect = dialect;
    this.request = request;
    this.receipt = receipt;
    this.session = Session.ofPart(peer.visitor(), this);
  }

  boolean isIn(RoomName room) {
    return request.join().room().equals(room);
  }

  String room() {
    return request.join().room().value();
  }

  void begin() {
    sending.waitFor(this);
    session.join(request.join());
  }

  void drained() {
    session.drained();
  }

  void end() {
    sending.goOn(this);
    session.closed();
  }

  // ---- what the room needs

  @Override
  public Dialect dialect(String room) {
    return dialect;
  }

  @Override
  public long admit() {
    return peer.admit();
  }

  @Override
  public void send(ServerFrame frame) {
    if (frame instanceof ServerFrame.Joined joined) {
      if (receipt != null) {
        peer.tell(Replies.receipt(receipt, joined));
      }
      sending.goOn(this);
    } else if (frame instanceof ServerFrame.Error error) {
      peer.fail(error, receipt);
    }
  }

  @Override
  public void write(byte[] wire) {
    peer.write(wire);
  }

  @Override
  public boolean ready() {
    return peer.isReady();
  }

  @Override
  public void close(CloseCode code, String reason) {
    peer.close(code, reason);
  }
}
