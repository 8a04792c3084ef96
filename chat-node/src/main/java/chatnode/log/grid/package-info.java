/**
 * The log in the cluster: one Hazelcast map with an entry per room, and the processors that run
 * where a room lives. Only the node's start knows it; everyone else speaks to {@link
 * chatnode.log.RoomLog}. It may import the log's rule and Hazelcast, which besides {@code cluster}
 * nobody else does. Start reading at {@link chatnode.log.grid.GridLedgers}.
 */
package chatnode.log.grid;
