package chatnode.ways;

import chatnode.protocol.CloseCode;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.FrameReader;
import chatnode.protocol.Refusal;
import chatnode.room.Outlet;
import chatnode.room.Session;

/** What one client of {@code chat.v1.json} says: text, an object to a line, for its session. */
public final class JsonLines {
  private static final int MAX_UNREADABLE = 100;

  private final FrameReader reader;
  private final Session session;
  private final Outlet outlet;

  /** Frames in a row that are no JSON: who sends nothing else speaks another protocol. */
  private int unreadable;

  public JsonLines(FrameReader reader, Session session, Outlet outlet) {
    this.reader = reader;
    this.session = session;
    this.outlet = outlet;
  }

  /** Valid UTF-8, and within the limit of a frame. */
  public void read(String text) {
    reader.read(
        text,
        frame -> {
          unreadable = 0;
          session.take(frame);
        },
        this::refuse);
  }

  private void refuse(Refusal refusal) {
    session.refuse(refusal);
    if (refusal.code() == ErrorCode.BAD_FRAME && ++unreadable >= MAX_UNREADABLE) {
      outlet.close(CloseCode.MALFORMED, CloseCode.MALFORMED.reason());
    }
  }
}
