package chatnode.ways.stomp;

import chatnode.protocol.ClientFrame;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Refusal;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a client asks for with SUBSCRIBE.
 *
 * @param id under which it hears the messages
 * @param isAcked whether it may say that it got them, which nobody waits for
 */
record Subscribe(String id, ClientFrame.Join join, boolean isAcked) {
  /** It comes along with every message. */
  private static final int LONGEST_ID = 128;

  private static final int MOST_RECENT = 1000;
  private static final List<String> ACKS = List.of("auto", "client", "client-individual");

  static Subscribe of(StompFrame frame) {
    String ack = frame.headers().getOrDefault("ack", "auto");
    if (!ACKS.contains(ack)) {
      throw new Refusal(ErrorCode.BAD_FIELD, "ack: it is one of " + String.join(", ", ACKS));
    }
    return new Subscribe(id(frame), join(frame), !ack.equals("auto"));
  }

  private static String id(StompFrame frame) {
    String id = frame.due("id");
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      throw new Refusal(
          ErrorCode.BAD_FIELD, "id: 1 to " + LONGEST_ID + " characters name a subscription");
    }
    return id;
  }

  private static ClientFrame.Join join(StompFrame frame) {
    String after = frame.header("after");
    OptionalLong epoch = OptionalLong.empty();
    OptionalLong seq = OptionalLong.empty();
    if (after != null) {
      if (!after.matches("[0-9]{1,18}:[0-9]{1,18}")) {
        throw new Refusal(ErrorCode.BAD_FIELD, "after: it is the message-id of a message");
      }
      int colon = after.indexOf(':');
      epoch = OptionalLong.of(Long.parseLong(after.substring(0, colon)));
      seq = OptionalLong.of(Long.parseLong(after.substring(colon + 1)));
    }
    return new ClientFrame.Join(Destination.of(frame), epoch, seq, recent(frame));
  }

  private static int recent(StompFrame frame) {
    String recent = frame.headers().getOrDefault("recent", "0");
    if (!recent.matches("[0-9]{1,4}") || Integer.parseInt(recent) > MOST_RECENT) {
      throw new Refusal(ErrorCode.BAD_FIELD, "recent: a number from 0 to " + MOST_RECENT);
    }
    return Integer.parseInt(recent);
  }
}
