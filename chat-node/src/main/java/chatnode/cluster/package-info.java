/**
 * The nodes as a group: Hazelcast's settings, how they find one another, who is a member and who is
 * heard, which side of a split this node is on, whether it is ready, and three defects of the
 * cluster manager worked round. The node starts it before anything else; it imports only the bus
 * and the clock of ours and is with {@code log.grid} the only user of Hazelcast. Start reading at
 * {@link chatnode.cluster.Company}.
 */
package chatnode.cluster;
