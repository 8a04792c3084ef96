package chatbench.check;

/** What makes a message the same message wherever it turns up: its author and the author's id. */
public record MessageId(String from, String id) {
  @Override
  public String toString() {
    return id + " of " + from;
  }
}
