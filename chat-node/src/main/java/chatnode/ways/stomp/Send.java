package chatnode.ways.stomp;

import chatnode.protocol.Draft;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.MessageId;
import chatnode.protocol.Person;
import chatnode.protocol.Reference;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import chatnode.protocol.TextRule;

/** A message that a client wants to be kept. {@code again}: it may be one that it sent long ago. */
record Send(RoomName room, Draft draft, boolean again) {

  /** {@code id} is for a message that has none of its client's. */
  static Send of(StompFrame frame, Person from, String id, TextRule rule) {
    RoomName room = Destination.of(frame);
    String name = new MessageId(frame.headers().getOrDefault("id", id)).value();
    Draft draft =
        Body.isBinary(frame)
            ? Draft.binary(from, name, frame.body())
            : Draft.text(from, name, rule.said(Utf8.text(frame.body())), re(frame));
    return new Send(room, draft, "true".equals(frame.header("again")));
  }

  /** What it answers, or null. */
  private static Reference re(StompFrame frame) {
    String from = frame.header("re-from");
    String id = frame.header("re-id");
    if (from == null && id == null) {
      return null;
    }
    if (from == null || id == null) {
      throw new Refusal(ErrorCode.BAD_FIELD, "re-from and re-id: an answer names both");
    }
    return new Reference(from, id);
  }
}
