package chatbench.client;

/** Who a client says it is: the name all see, and the secret whose hash is its public id. */
public record Identity(String nick, String secret) {}
