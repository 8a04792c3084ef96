package chatnode.who;

import chatnode.protocol.Person;
import java.util.Set;

/**
 * Somebody who was let in.
 *
 * @param person as others see him; null for one who only listens and has said nothing of himself
 * @param isSignedIn else a guest
 * @param roles that his token names
 * @param until when his token runs out, epoch milliseconds
 */
public record Principal(Person person, boolean isSignedIn, Set<String> roles, long until) {
  /** Whoever comes and does not say who he is. */
  public static final Principal NOBODY = guest(null);

  public Principal {
    roles = Set.copyOf(roles);
  }

  public static Principal guest(Person person) {
    return new Principal(person, false, Set.of(), Long.MAX_VALUE);
  }

  /** The same under another name. */
  public Principal called(String nick) {
    return new Principal(new Person(person.id(), nick), isSignedIn, roles, until);
  }

  /** His public id; null for one who has none. */
  public String id() {
    return person == null ? null : person.id();
  }
}
