package chatnode.log;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Edits and deletions among a window's messages: each is carried out when it is put, on what it
 * changes and on earlier edits of that, so that no text that was replaced or deleted is kept. That
 * holds in whatever order a replica is given them.
 */
final class Changes {
  private static final int BYTES_PER_CHANGE = 200;

  private final Window window;

  /**
   * By the message that was changed: the number of the edit that still has its text, or of the
   * deletion. No more than those in the window, so that there are never more of them than messages.
   */
  private final Map<ByteBuffer, Long> last = new HashMap<>();

  Changes(Window window) {
    this.window = window;
  }

  long memory() {
    return (long) last.size() * BYTES_PER_CHANGE;
  }

  /**
   * Whether a change may be taken: 0, or why not. {@code isStored}: what it changes was found in
   * the store.
   */
  long refusal(Draft change, boolean isStored) {
    Entry before = of(change.targetName());
    if (before != null && before.draft().kind() == Draft.Kind.DELETE) {
      return Ledger.NOT_FOUND;
    }
    Entry target = window.entry(window.findTarget(change));
    if (target == null) {
      return isStored ? 0 : Ledger.UNKNOWN;
    }
    return target.draft().isGone() ? Ledger.NOT_FOUND : 0;
  }

  /** It was put into the window. */
  void carryOut(long seq, Draft draft) {
    if (draft.kind() == Draft.Kind.MESSAGE && last.isEmpty()) {
      return; // as nearly always
    }
    Entry entry = window.entry(seq);
    if (draft.kind() == Draft.Kind.MESSAGE) {
      Entry before = of(draft.name());
      if (before != null) { // it fills a hole
        window.replace(entry.after(before));
      }
    } else if (draft.kind() == Draft.Kind.DELETE || draft.hasText()) {
      change(entry);
    }
  }

  private void change(Entry entry) {
    ByteBuffer name = entry.draft().targetName();
    Entry before = of(name);
    if (before != null) {
      Entry left = entry.after(before);
      if (left != entry) { // too late
        window.replace(left);
        return;
      }
      window.replace(before.after(entry));
    }
    last.put(name, entry.seq());
    Entry target = window.entry(window.findTarget(entry.draft()));
    if (target != null) {
      window.replace(target.after(entry));
    }
  }

  private Entry of(ByteBuffer name) {
    Long seq = last.get(name);
    return seq == null ? null : window.entry(seq);
  }

  /** It is about to leave the window. */
  void drop(long seq) {
    Entry entry = last.isEmpty() ? null : window.entry(seq);
    if (entry != null && entry.draft().kind() != Draft.Kind.MESSAGE) {
      last.remove(entry.draft().targetName(), entry.seq());
    }
  }

  void clear() {
    last.clear();
  }
}
