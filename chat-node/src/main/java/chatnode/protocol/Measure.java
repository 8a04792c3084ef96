package chatnode.protocol;

/**
 * Something that was done, by whom and about whom: a line of the log of the house.
 *
 * @param room null where it is about the whole server
 * @param person public id, or null
 * @param address or network of a client, or null
 * @param until epoch milliseconds up to which it holds, {@link #FOR_GOOD} for ever
 * @param reason or what was told; may be empty
 * @param by null for whoever has the token of the management port
 */
public record Measure(
    Act act, String room, String person, String address, long until, String reason, Person by) {
  public static final long FOR_GOOD = Long.MAX_VALUE;
}
