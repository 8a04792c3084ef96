package chatnode.ways.stomp;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Reference;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** MESSAGE frames for all subscriptions of one id: the only header that differs for clients. */
final class StompDialect implements Dialect {
  /** Of a message's headers, about. */
  private static final int HEADERS = 280;

  private final byte[] subscription;
  private final boolean isAcked;

  /** {@code isAcked}: its clients may acknowledge messages, and need something to do it with. */
  StompDialect(String subscription, boolean isAcked) {
    this.subscription = subscription.getBytes(StandardCharsets.UTF_8);
    this.isAcked = isAcked;
  }

  @Override
  public byte[] entries(String room, long epoch, List<Entry> entries) {
    int expected = 0;
    boolean isBinary = false;
    for (Entry entry : entries) {
      expected += HEADERS + subscription.length + entry.draft().size();
      isBinary |= entry.draft().isBinary();
    }
    byte[] destination = (Destination.ROOM + room).getBytes(StandardCharsets.UTF_8);
    StompWriter out = new StompWriter(expected);
    for (Entry entry : entries) {
      write(out, destination, epoch, entry);
    }
    return out.wire(isBinary);
  }

  private void write(StompWriter out, byte[] destination, long epoch, Entry entry) {
    Draft draft = entry.draft();
    byte[] bytes = draft.bytes();
    String place = epoch + "\\c" + entry.seq();
    out.command("MESSAGE")
        .text("subscription", subscription, 0, subscription.length)
        .text("destination", destination, 0, destination.length)
        .header("message-id", place)
        .text("id", bytes, draft.idOffset(), draft.idLength())
        .header("epoch", epoch)
        .header("seq", entry.seq())
        .text("from", bytes, draft.clientOffset(), draft.clientLength())
        .text("nick", bytes, draft.nickOffset(), draft.nickLength())
        .header("at", entry.at());
    if (!draft.isBare()) {
      more(out, draft);
    }
    out.header("content-type", Body.type(draft.isBinary()))
        .header("content-length", draft.payloadLength());
    if (isAcked) {
      out.header("ack", place);
    }
    out.body(bytes, draft.payloadOffset(), draft.payloadLength());
  }

  /** What most messages have not. */
  private static void more(StompWriter out, Draft draft) {
    boolean isMessage = draft.kind() == Draft.Kind.MESSAGE;
    Reference about = draft.reference();
    if (!isMessage) {
      out.header("type", draft.kind().wire());
    }
    if (about != null) {
      byte[] from = about.from().getBytes(StandardCharsets.UTF_8);
      byte[] id = about.id().getBytes(StandardCharsets.UTF_8);
      out.text(isMessage ? "re-from" : "of-from", from, 0, from.length)
          .text(isMessage ? "re-id" : "of-id", id, 0, id.length);
    }
    if (draft.editedAt() > 0) {
      out.header("edited", draft.editedAt());
    }
    if (isMessage && draft.isGone()) {
      out.header("deleted", "true");
    }
  }

  /** Who is there and who writes is not told, and a room that began anew shows in its epoch. */
  @Override
  public byte[] frames(List<ServerFrame> frames) {
    return NOTHING;
  }

  @Override
  public boolean isNumbered() {
    return true;
  }
}
