package chatnode.store;

/**
 * How a store is, at this moment.
 *
 * @param id names its contents: the same for all nodes that share them, empty while not known
 * @param place where it is, in words an operator understands, without a password
 * @param trouble why it cannot be written, or null
 * @param troubleMs for how long that has been so
 * @param waitingMessages to be stored
 * @param waitingBytes of them
 * @param commits since the start, and how long all of them took
 * @param failures of writes since the start
 * @param bytes it takes on disk, -1 when not known
 */
public record StoreState(
    String id,
    String place,
    String trouble,
    long troubleMs,
    long waitingMessages,
    long waitingBytes,
    long commits,
    long commitNanos,
    long failures,
    long bytes) {}
