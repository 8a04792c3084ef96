package chatnode.who;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Who may do what in which rooms: the first rule that fits decides, and where none does nobody. */
public final class Rules {
  /** What holds without a file: everyone may do everything but moderate. */
  public static final Rules OPEN =
      new Rules(
          List.of(new Rule(Whom.ANYONE, "*", EnumSet.complementOf(EnumSet.of(Deed.MODERATE)))));

  private final List<Rule> rules;

  public Rules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** What he may in the room. Any of it makes it one that he sees. */
  public Set<Deed> of(Principal who, String room) {
    for (Rule rule : rules) {
      if (rule.isAbout(who) && rule.fits(room)) {
        return rule.may();
      }
    }
    return Set.of();
  }

  /** Those that are about him, in their order. */
  public List<Rule> about(Principal who) {
    return rules.stream().filter(rule -> rule.isAbout(who)).toList();
  }
}
