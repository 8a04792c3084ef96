package chatnode.protocol;

/** Who said it: {@code id} is the server's own value, {@code nick} what the person chose. */
public record Person(String id, String nick) {}
