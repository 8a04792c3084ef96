package chatbench.check;

/** A message as a client got it; of its text the hash is enough to notice a change. */
public record Message(MessageId id, int text) {}
