package chatnode.ways.stomp;

import chatnode.protocol.Draft;
import chatnode.protocol.MessageId;
import chatnode.protocol.Person;
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
            : Draft.text(from, name, rule.said(Utf8.text(frame.body())));
    return new Send(room, draft, "true".equals(frame.header("again")));
  }
}
