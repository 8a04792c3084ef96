package chatnode.cluster;

import java.time.Duration;
import java.util.List;

/**
 * How a node joins the others.
 *
 * @param host what Hazelcast and the event bus bind to and tell the others
 * @param port the first one tried; the next free one is taken
 * @param publicAddress {@code host[:port]} that members are told instead of Hazelcast's own, or
 *     null
 * @param busPort the event bus's, 0 for any
 * @param busPublic {@code host[:port]} that members are told instead of the bus's own, or null
 * @param join {@code host[:port]} of members for static discovery, the service name for dns and
 *     kubernetes
 * @param heartbeatTimeout how long a member may be silent before it is taken for dead
 * @param leaveTimeout how long a member that leaves may take to move what only it keeps
 */
public record ClusterSettings(
    String name,
    String host,
    int port,
    String publicAddress,
    int busPort,
    String busPublic,
    Discovery discovery,
    List<String> join,
    Duration heartbeatTimeout,
    Duration leaveTimeout) {

  /** How nodes find one another. */
  public enum Discovery {
    STATIC,
    MULTICAST,
    DNS,
    KUBERNETES
  }
}
