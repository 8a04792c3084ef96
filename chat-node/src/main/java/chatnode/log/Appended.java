package chatnode.log;

/** Where a batch of drafts stands in the room's order, draft by draft. */
public record Appended(long epoch, long[] seqs, long[] times) {}
