package chatnode.protocol;

/**
 * A message at its place in a room's order. {@code at} is epoch milliseconds of the log's owner.
 */
public record Entry(long seq, long at, Draft draft) {}
