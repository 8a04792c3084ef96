package chatnode.ways.stomp;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.Refusal;
import chatnode.room.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one client sends, on its way to the rooms. While it is not known where a new subscription
 * stands, what is sent to its room waits: it would be one of the messages that were there before,
 * and its own sender, who asked for none of those, would not hear it.
 */
final class Sending {
  private record Waiting(Send send, Outcome outcome) {}

  private final Peer peer;
  private final long most;
  private final Set<Subscription> opening = new HashSet<>(2);
  private List<Waiting> waiting = new ArrayList<>(0);
  private long bytes;

  /** {@code most} bytes may wait. */
  Sending(Peer peer, long most) {
    this.peer = peer;
    this.most = most;
  }

  void waitFor(Subscription subscription) {
    opening.add(subscription);
  }

  /** It is open, or nobody waits for that any more. */
  void goOn(Subscription subscription) {
    if (opening.remove(subscription)) {
      List<Waiting> before = waiting;
      waiting = new ArrayList<>(0);
      bytes = 0;
      before.forEach(each -> send(each.send, each.outcome));
    }
  }

  void send(Send send, Outcome outcome) {
    if (opening.stream().noneMatch(each -> each.isIn(send.room()))) {
      peer.visitor().say(send.room(), send.draft(), send.again(), outcome);
      return;
    }
    bytes += send.draft().size();
    if (bytes > most) {
      throw new Refusal(ErrorCode.BUSY, "too much for a room that is not open yet: wait for it");
    }
    waiting.add(new Waiting(send, outcome));
  }
}
