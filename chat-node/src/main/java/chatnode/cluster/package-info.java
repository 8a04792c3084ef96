/**
 * The nodes as a group: Hazelcast's settings, how they find one another, who is a member, and the
 * two defects of the cluster manager worked round. The node starts it before anything else; it
 * imports nothing of ours and is with {@code log} the only user of Hazelcast. Start reading at
 * {@link chatnode.cluster.Cluster}.
 */
package chatnode.cluster;
