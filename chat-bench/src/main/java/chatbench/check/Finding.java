package chatbench.check;

/** One violation, in a sentence a person can follow into the logs. */
public record Finding(
    Violation violation, String room, String client, long epoch, long seq, String what) {
  @Override
  public String toString() {
    return "%s: room %s, epoch %d, seq %d, client %s: %s"
        .formatted(violation.title(), room, epoch, seq, client, what);
  }
}
