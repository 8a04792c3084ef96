package chatnode.who;

import java.util.EnumSet;
import java.util.Set;

/**
 * @param rooms a pattern, in which {@code *} stands for any characters
 * @param may with anything of it comes that he sees the room
 */
public record Rule(Whom whom, String rooms, Set<Deed> may) {

  public Rule {
    EnumSet<Deed> all = EnumSet.noneOf(Deed.class);
    all.addAll(may);
    if (!all.isEmpty()) {
      all.add(Deed.SEE);
    }
    may = java.util.Collections.unmodifiableSet(all);
  }

  boolean isAbout(Principal who) {
    return whom.includes(who);
  }

  /** Goes back to the last star when what follows it does not fit: no pattern takes long. */
  boolean fits(String room) {
    int at = 0;
    int from = 0;
    int star = -1;
    int starred = 0;
    while (from < room.length()) {
      if (at < rooms.length() && rooms.charAt(at) == '*') {
        star = at++;
        starred = from;
      } else if (at < rooms.length() && rooms.charAt(at) == room.charAt(from)) {
        at++;
        from++;
      } else if (star >= 0) {
        at = star + 1;
        from = ++starred;
      } else {
        return false;
      }
    }
    while (at < rooms.length() && rooms.charAt(at) == '*') {
      at++;
    }
    return at == rooms.length();
  }
}
