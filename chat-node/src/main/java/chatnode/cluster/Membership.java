package chatnode.cluster;

import chatnode.options.Heading;
import chatnode.options.Setting;
import java.time.Duration;
import java.util.List;

/** Which cluster a node belongs to, and how it finds the others. */
@Heading("The cluster")
public record Membership(
    @Setting(name = "--standalone", text = "no cluster: one node, nothing replicated, no Hazelcast")
        boolean standalone,
    @Setting(
            name = "--cluster-name",
            standard = "chat",
            label = "NAME",
            text = "nodes of one name join, others never do")
        String name,
    @Setting(
            name = "--discovery",
            standard = "static",
            label = "WAY",
            text =
                "how nodes find one another: as --join lists them, by multicast, or by the headless"
                    + " service that --join names")
        ClusterSettings.Discovery discovery,
    @Setting(
            name = "--join",
            shown = "this host's cluster ports",
            label = "HOST[:PORT],...",
            text =
                "members to join, host[:port],...; the service's name with --discovery dns and"
                    + " kubernetes")
        List<HostPort> join,
    @Setting(
            name = "--min-nodes",
            standard = "1",
            from = "1",
            to = "1000",
            text = "with fewer, writes are refused with no_quorum and the node is not ready")
        int minNodes,
    @Setting(
            name = "--heartbeat-timeout",
            standard = "5s",
            from = "2s",
            to = "10m",
            text = "a node silent for so long is taken for dead")
        Duration heartbeatTimeout) {}
