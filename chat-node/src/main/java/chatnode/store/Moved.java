package chatnode.store;

/**
 * How far an export or import is.
 *
 * @param had of the messages those that were there already
 */
public record Moved(long rooms, long messages, long had) {}
