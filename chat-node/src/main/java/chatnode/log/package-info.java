/**
 * The numbered log: append, read since, find a repeated message again. Rooms are its callers; it
 * may import the protocol and the store's port. The rule itself (number, dedupe, trim) is one plain
 * class, {@link chatnode.log.Ledger}; rooms see {@link chatnode.log.RoomLog}, which is ledgers in
 * memory with a store behind them ({@link chatnode.log.StoredRoomLog}). Where they live is a port
 * of its own, {@link chatnode.log.Ledgers}: {@code log.local} in this process, {@code log.grid} in
 * the cluster. Start reading at the rule, then the picture above the stored log, then {@link
 * chatnode.log.GroupCommit}.
 */
package chatnode.log;
