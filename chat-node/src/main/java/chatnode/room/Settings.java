package chatnode.room;

import chatnode.log.GroupCommit;

/**
 * The limits of chat on one loop.
 *
 * @param backlogBytes kept of a room while everybody keeps up
 * @param unreadBytes what a socket may lag behind its room before it is closed
 * @param roomIdleMs after which an empty room is forgotten, 0 for never
 * @param gapMs how long a hole in the order may last before the log is read
 */
public record Settings(
    String node,
    long heartbeatMs,
    int maxText,
    int maxFrame,
    int roomsPerSocket,
    int peoplePerRoom,
    int rate,
    int history,
    int backlogBytes,
    int unreadBytes,
    long gapMs,
    long beatMs,
    long presenceMs,
    long roomIdleMs,
    GroupCommit.Limits append) {}
