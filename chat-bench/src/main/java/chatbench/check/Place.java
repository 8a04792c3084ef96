package chatbench.check;

/** A place in a room's order. */
record Place(long epoch, long seq) {}
