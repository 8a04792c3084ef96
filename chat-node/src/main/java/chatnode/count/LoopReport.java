package chatnode.count;

import java.util.List;

/**
 * A loop at one moment. {@code busiest} are rooms in which something was said since the last
 * report.
 */
public record LoopReport(LoopCounts counts, int sockets, int rooms, List<RoomTraffic> busiest) {}
