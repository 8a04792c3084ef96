package chatnode.log;

import chatnode.protocol.Entry;
import java.util.List;

/** A piece of a room's log, and what the room kept when it was read. */
public record Slice(long epoch, long first, long head, List<Entry> entries) {}
