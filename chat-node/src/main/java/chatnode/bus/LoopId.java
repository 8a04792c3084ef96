package chatnode.bus;

/** One event loop of one node: whoever speaks on the bus. */
public record LoopId(String node, int loop) {}
