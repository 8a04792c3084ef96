package chatnode.protocol;

/**
 * Something that was done, by whom and about whom: a line of the log of the house.
 *
 * @param room null where it is about the whole server
 * @param person public id, or null
 * @param nick as that person was called when it was done, or null where nobody knew
 * @param address or network of a client, or null
 * @param until epoch milliseconds up to which it holds, {@link #FOR_GOOD} for ever
 * @param reason or what was told; may be empty
 * @param by null for whoever has the token of the management port
 */
public record Measure(
    Act act,
    String room,
    String person,
    String nick,
    String address,
    long until,
    String reason,
    Person by) {
  public static final long FOR_GOOD = Long.MAX_VALUE;

  /** What nobody is called: he who has no name acts for the house. */
  private static final Person THE_HOUSE = new Person("", "");

  public Measure(
      Act act, String room, String person, String address, long until, String reason, Person by) {
    this(act, room, person, null, address, until, reason, by);
  }

  /** The same about a person of that name; null leaves it open. */
  public Measure about(String name) {
    return new Measure(act, room, person, name, address, until, reason, by);
  }

  /** As a message of the log of the house. */
  public Draft draft(String id) {
    return Draft.text(by == null ? THE_HOUSE : by, id, MeasureText.of(this));
  }

  /** What a message of that log says, or null where it is not to be understood. */
  public static Measure of(Draft draft) {
    return draft.hasText() ? MeasureText.read(draft) : null;
  }
}
