/**
 * The numbered log: append, read since, find a repeated message again. Rooms are its callers; it
 * may import the protocol. The rule itself (number, dedupe, trim) is one plain class, {@link
 * chatnode.log.Ledger}; the port is {@link chatnode.log.RoomLog}, kept by {@code log.local} in this
 * process and by {@code log.grid} in the cluster. Start reading at the rule, then the port, then
 * {@link chatnode.log.GroupCommit}.
 */
package chatnode.log;
