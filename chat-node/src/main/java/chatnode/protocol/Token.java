package chatnode.protocol;

/** What a site gives its people to show who they are. Never logged, shown or stored. */
public record Token(String value) {

  @Override
  public String toString() {
    return "a token";
  }
}
