package chatnode.ways.ws;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import java.util.Arrays;
import java.util.List;

/**
 * What clients without a protocol hear: each payload as it was said, a frame each. They cannot be
 * told that something was changed or taken back: nothing is written for that.
 */
final class PlainDialect implements Dialect {
  static final PlainDialect IT = new PlainDialect();

  @Override
  public byte[] entries(String room, long epoch, List<Entry> entries) {
    int size = 0;
    for (Entry entry : entries) {
      size += WireFrame.MOST + entry.draft().payloadLength();
    }
    byte[] all = new byte[size];
    int at = 0;
    for (Entry entry : entries) {
      Draft draft = entry.draft();
      if (draft.kind() != Draft.Kind.MESSAGE || draft.isGone()) {
        continue;
      }
      int length = draft.payloadLength();
      at = WireFrame.header(all, at, draft.isBinary() ? WireFrame.BINARY : WireFrame.TEXT, length);
      System.arraycopy(draft.bytes(), draft.payloadOffset(), all, at, length);
      at += length;
    }
    return Arrays.copyOf(all, at);
  }

  @Override
  public byte[] frames(List<ServerFrame> frames) {
    return NOTHING;
  }

  @Override
  public boolean isNumbered() {
    return false;
  }
}
