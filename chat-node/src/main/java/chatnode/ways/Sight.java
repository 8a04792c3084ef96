package chatnode.ways;

import chatnode.protocol.Person;
import java.util.List;

/**
 * One client as it is now, for who looks after the node.
 *
 * @param socket its number on this node, which no other gets as long as the node runs
 * @param since when it came, epoch milliseconds
 * @param person null for one who has not said who it is, or only listens
 * @param unread bytes that wait in the memory of this node for it to read them
 */
public record Sight(
    long socket,
    String way,
    String address,
    long since,
    Person person,
    boolean isSignedIn,
    List<String> rooms,
    long unread) {}
