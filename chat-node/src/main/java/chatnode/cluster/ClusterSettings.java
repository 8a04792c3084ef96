package chatnode.cluster;

import java.time.Duration;
import java.util.List;

/**
 * How a node joins the others.
 *
 * @param host what Hazelcast and the event bus bind to and tell the others
 * @param port the first one tried; the next free one is taken
 * @param join {@code host[:port]} of members for static discovery, the service name for dns and
 *     kubernetes
 * @param heartbeatTimeout how long a member may be silent before it is taken for dead
 */
public record ClusterSettings(
    String name,
    String host,
    int port,
    Discovery discovery,
    List<String> join,
    Duration heartbeatTimeout) {

  /** How nodes find one another. */
  public enum Discovery {
    STATIC,
    MULTICAST,
    DNS,
    KUBERNETES
  }
}
