package chatnode.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Some rules and somebody, and what he may by them in the room that the case has for itself. In
 * rules {@code #} stands for what this case's rooms begin with.
 *
 * @param person null for a guest
 */
record Case(
    String name, String room, String rules, String person, List<String> roles, Set<String> may) {
  private static final String EVERYTHING =
      "\"see\",\"read\",\"say\",\"edit\",\"search\",\"moderate\"";
  static final Set<String> ALL = Set.of("see", "read", "say", "edit", "search", "moderate");

  private static final class Cases {
    private final List<Case> cases = new ArrayList<>();

    private void guest(String name, String rules, String... may) {
      add(name, rules, null, List.of(), may);
    }

    private void ann(String name, String rules, String... may) {
      add(name, rules, "ann", List.of("staff"), may);
    }

    private void add(String name, String rules, String person, List<String> roles, String... may) {
      String begin = "c" + cases.size() + ".";
      cases.add(
          new Case(name, begin + "room", rules.replace("#", begin), person, roles, Set.of(may)));
    }
  }

  static List<Case> all() {
    String[] all = ALL.toArray(String[]::new);
    Cases list = new Cases();
    list.guest("all", rule("*", "#*", EVERYTHING), all);
    list.ann("all, signed in", rule("*", "#*", EVERYTHING), all);
    list.guest("none", rule("*", "#*", ""));
    list.ann("none, signed in", rule("*", "#*", ""));
    list.guest("no rule fits", rule("*", "#other", EVERYTHING));
    list.guest("see", rule("*", "#*", "\"see\""), "see");
    list.guest("read", rule("*", "#*", "\"read\""), "see", "read");
    list.guest("say", rule("*", "#*", "\"say\""), "see", "say");
    list.guest("read and say", rule("*", "#*", "\"read\",\"say\""), "see", "read", "say");
    list.ann("read and edit", rule("*", "#*", "\"read\",\"edit\""), "see", "read", "edit");
    list.guest("search", rule("*", "#*", "\"search\""), "see", "search");
    list.ann("read and search", rule("*", "#*", "\"read\",\"search\""), "see", "read", "search");
    list.ann("moderate", rule("*", "#*", "\"read\",\"moderate\""), "see", "read", "moderate");
    list.ann("role", rule("role:staff", "#*", EVERYTHING), all);
    list.ann("another role", rule("role:press", "#*", EVERYTHING));
    list.guest("role, a guest", rule("role:staff", "#*", EVERYTHING));
    list.ann("person", rule("person:ann", "#*", EVERYTHING), all);
    list.ann("another person", rule("person:ben", "#*", EVERYTHING));
    list.guest("guest", rule("guest", "#*", EVERYTHING), all);
    list.ann("guest, signed in", rule("guest", "#*", EVERYTHING));
    list.ann("signed in", rule("signed-in", "#*", EVERYTHING), all);
    list.guest("signed in, a guest", rule("signed-in", "#*", EVERYTHING));
    list.ann("pattern", rule("*", "#r*m", "\"read\",\"say\""), "see", "read", "say");
    list.ann("pattern of others", rule("*", "#r*t", EVERYTHING));
    list.ann(
        "the first that fits, no",
        rule("person:ann", "#*", "") + "," + rule("*", "#*", EVERYTHING));
    list.ann(
        "the first that fits, yes",
        rule("role:staff", "#*", "\"read\"") + "," + rule("*", "#*", ""),
        "see",
        "read");
    return list.cases;
  }

  private static String rule(String who, String rooms, String may) {
    return "{\"who\":\"" + who + "\",\"rooms\":\"" + rooms + "\",\"may\":[" + may + "]}";
  }

  /** Of all cases, behind one for who prepares their rooms. */
  static String file(List<Case> cases) {
    return "{\"rules\":["
        + String.join(
            ",\n",
            Stream.concat(
                    Stream.of(rule("person:root", "*", EVERYTHING)),
                    cases.stream().map(Case::rules))
                .toList())
        + "]}";
  }
}
