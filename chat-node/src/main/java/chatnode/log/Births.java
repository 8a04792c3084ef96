package chatnode.log;

import chatnode.protocol.Entry;
import chatnode.store.Store;
import java.util.List;

/** Makes ledgers of what the store has. */
public final class Births {

  /**
   * A room as the store has it. {@code delivered} is up to where somebody was given all of it, or
   * null: where this part of a split cluster has no copy, and nothing is stored, it goes on behind
   * that.
   */
  public static Ledger of(Store.Opened opened, long side, RoomLog.Head delivered, long now) {
    boolean isStored = opened.head() > 0 || opened.origin().parent() != 0;
    Ledger ledger =
        side != 0 && delivered != null && !isStored ? behind(opened, delivered) : fromStore(opened);
    ledger.opened(ledger.head(), side, now);
    opened.strays().forEach(each -> ledger.put(ledger.head() + 1, each.at(), each.draft()));
    return ledger;
  }

  private static Ledger behind(Store.Opened opened, RoomLog.Head delivered) {
    Lineage lineage = Lineage.NONE.with(delivered.epoch(), delivered.seq());
    return new Ledger(opened.origin(), delivered.seq() + 1, lineage);
  }

  private static Ledger fromStore(Store.Opened opened) {
    Lineage lineage = Lineage.NONE;
    for (Store.Shared each : opened.line()) {
      lineage = lineage.with(each.epoch(), each.seq());
    }
    List<Entry> entries = opened.entries();
    long known = opened.head() + 1 - entries.size() - opened.ids().size();
    Ledger ledger = new Ledger(opened.origin(), known, lineage);
    opened.ids().forEach(id -> ledger.remember(id.at(), id.key()));
    entries.forEach(entry -> ledger.put(entry.seq(), entry.at(), entry.draft()));
    ledger.touch(opened.lastAt());
    return ledger;
  }

  private Births() {}
}
