package chatnode.log;

/** How much of a room is kept: at most so many messages and so many bytes of drafts. */
public record Retention(int messages, long bytes) {}
