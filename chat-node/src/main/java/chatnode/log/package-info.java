/**
 * The numbered log: append, read since, find a repeated message again. Rooms are its callers; it
 * may import the protocol, and is with {@code cluster} the only user of Hazelcast. The rule itself
 * (number, dedupe, trim) is one plain class, {@link chatnode.log.Ledger}, used by the log in this
 * process and by the one in the cluster. Start reading there, then {@link chatnode.log.RoomLog} and
 * {@link chatnode.log.GroupCommit}.
 */
package chatnode.log;
