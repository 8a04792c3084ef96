package chatnode.cluster;

import chatnode.options.Heading;
import chatnode.options.Setting;
import java.util.Optional;

/** Where the nodes reach one another. The ports ask for no password. */
@Heading("Addresses among the nodes")
public record Addresses(
    @Setting(
            name = "--cluster-host",
            standard = "127.0.0.1",
            label = "ADDRESS",
            text = "address of this machine that Hazelcast and the event bus use")
        String host,
    @Setting(
            name = "--cluster-port",
            standard = "5701",
            from = "1",
            to = "65535",
            text = "Hazelcast's; the next free one of 20 is taken")
        int port,
    @Setting(
            name = "--cluster-public",
            shown = "the same",
            label = "HOST[:PORT]",
            text = "what the other nodes are told instead, behind address translation")
        Optional<HostPort> told,
    @Setting(
            name = "--bus-port",
            standard = "0",
            from = "0",
            to = "65535",
            text = "the event bus's; 0 for any free one")
        int busPort,
    @Setting(
            name = "--bus-public",
            shown = "the same",
            label = "HOST[:PORT]",
            text = "what the other nodes are told of the event bus instead")
        Optional<HostPort> busTold) {}
