package chatnode.protocol;

/** What a client keeps to be the same person again. Never logged, shown or stored. */
public record Secret(String value) {
  private static final int LEAST = 16;
  private static final int MOST = 256;

  public Secret {
    if (value.length() < LEAST || value.length() > MOST) {
      throw new Refusal(
          ErrorCode.BAD_FIELD, "client: a secret of " + LEAST + " to " + MOST + " characters");
    }
  }

  @Override
  public String toString() {
    return "a secret";
  }
}
