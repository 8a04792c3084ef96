package chatnode.protocol;

/** A message with the epoch in which it has its number. */
public record Placed(long epoch, Entry entry) {}
