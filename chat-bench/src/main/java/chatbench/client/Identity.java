package chatbench.client;

/** Who a client says it is: the name all see, and the secret that decides its public id. */
public record Identity(String nick, String secret) {
  private static final int SHORTEST = 16;

  public Identity {
    if (secret.length() < SHORTEST) {
      throw new IllegalArgumentException("a secret has at least " + SHORTEST + " characters");
    }
  }
}
