package chatnode.ways.stomp;

import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame;

/** The frames that one client alone gets. */
final class Replies {
  private static final int EXPECTED_BYTES = 256;

  static byte[] connected(String version, String session, int everyMs, Person person) {
    return wire(
        frame("CONNECTED")
            .header("version", version)
            .header("session", session)
            .header("server", "chat-node")
            .header("heart-beat", everyMs + "," + everyMs)
            .header("id", person.id())
            .bare("nick", person.nick()));
  }

  static byte[] receipt(String id) {
    return wire(receiptOf(id));
  }

  /** {@code joined} says where the messages that follow begin, and whether that is all of them. */
  static byte[] receipt(String id, ServerFrame.Joined joined) {
    return wire(
        receiptOf(id)
            .header("epoch", joined.epoch())
            .header("head", joined.head())
            .header("first", joined.first())
            .header("complete", joined.complete()));
  }

  static byte[] receipt(String id, ServerFrame.Ack ack) {
    return wire(
        receiptOf(id)
            .text("id", ack.id())
            .header("epoch", ack.epoch())
            .header("seq", ack.seq())
            .header("at", ack.at()));
  }

  private static StompWriter receiptOf(String id) {
    return frame("RECEIPT").text("receipt-id", id);
  }

  /** {@code about} is the receipt that the frame asked for which was wrong, or null. */
  static StompWriter error(ServerFrame.Error error, String about) {
    StompWriter frame = error(error.message(), error.code().wire());
    if (about != null) {
      frame.text("receipt-id", about);
    }
    if (error.room() != null) {
      frame.text("destination", Destination.ROOM + error.room());
    }
    if (error.id() != null) {
      frame.text("id", error.id());
    }
    if (error.retryAfterMs() > 0) {
      frame.header("retry-after-ms", error.retryAfterMs());
    }
    return frame;
  }

  static StompWriter error(ServerFrame.Bye bye) {
    return error(bye.reason(), bye.type()).header("reconnect-after-ms", bye.reconnectAfterMs());
  }

  /** {@code code} may be null. */
  static StompWriter error(String message, String code) {
    StompWriter frame = frame("ERROR").text("message", message);
    return code == null ? frame : frame.header("code", code);
  }

  static byte[] wire(StompWriter frame) {
    return frame.end().wire(false);
  }

  private static StompWriter frame(String command) {
    return new StompWriter(EXPECTED_BYTES).command(command);
  }

  private Replies() {}
}
