package chatnode.who;

import chatnode.protocol.JsonDocument;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules as they are written: {@code {"rules": [{"who": "role:staff", "rooms": "staff-*", "may":
 * ["read", "say"]}]}}. Whatever is not understood is a mistake: a rule that means something else
 * than its author thinks lets in whom it should not.
 */
final class RulesText {
  private static final Set<String> KEYS = Set.of("who", "rooms", "may");
  private static final String ROLE = "role:";
  private static final String PERSON = "person:";

  static Rules read(String text) throws Mistaken {
    Map<String, Object> document;
    try {
      document = JsonDocument.object(text);
    } catch (JsonDocument.Broken e) {
      throw new Mistaken(e.getMessage());
    }
    for (String key : document.keySet()) {
      if (!key.equals("rules")) {
        throw new Mistaken("'" + key + "': only 'rules' may stand here");
      }
    }
    if (!(document.get("rules") instanceof List<?> list)) {
      throw new Mistaken("'rules': a list is needed here");
    }
    List<Rule> rules = new ArrayList<>();
    for (Object each : list) {
      try {
        rules.add(rule(each));
      } catch (Mistaken e) {
        throw new Mistaken("rule " + (rules.size() + 1) + ": " + e.getMessage());
      }
    }
    return new Rules(rules);
  }

  private static Rule rule(Object value) throws Mistaken {
    if (!(value instanceof Map<?, ?> fields)) {
      throw new Mistaken("an object is needed here");
    }
    for (Object key : fields.keySet()) {
      if (!KEYS.contains(key)) {
        throw new Mistaken("'" + key + "': only who, rooms and may stand in a rule");
      }
    }
    return new Rule(whom(text(fields, "who")), rooms(text(fields, "rooms")), may(fields));
  }

  private static String text(Map<?, ?> fields, String name) throws Mistaken {
    if (fields.get(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new Mistaken("'" + name + "': a text is needed here");
  }

  private static Whom whom(String text) throws Mistaken {
    if (text.startsWith(ROLE) && text.length() > ROLE.length()) {
      return new Whom.Role(text.substring(ROLE.length()));
    }
    if (text.startsWith(PERSON) && text.length() > PERSON.length()) {
      return new Whom.One(text.substring(PERSON.length()));
    }
    return switch (text) {
      case "*" -> Whom.ANYONE;
      case "guest" -> new Whom.Guests();
      case "signed-in" -> new Whom.SignedIn();
      default ->
          throw new Mistaken(
              "'who': it is guest, signed-in, role:NAME, person:ID or *, not '" + text + "'");
    };
  }

  /** What no room could be called would never fit. */
  private static String rooms(String text) throws Mistaken {
    String pattern = Normalizer.normalize(text, Normalizer.Form.NFC);
    try {
      String example = pattern.replace("*", "");
      new RoomName(example.isEmpty() ? "any" : example);
      return pattern;
    } catch (Refusal e) {
      throw new Mistaken("'rooms': no room has a name like '" + text + "'");
    }
  }

  private static Set<Deed> may(Map<?, ?> fields) throws Mistaken {
    if (!(fields.get("may") instanceof List<?> names)) {
      throw new Mistaken("'may': a list is needed here");
    }
    Set<Deed> may = EnumSet.noneOf(Deed.class);
    for (Object name : names) {
      Deed deed =
          Stream.of(Deed.values())
              .filter(each -> each.wire().equals(name))
              .findFirst()
              .orElseThrow(() -> new Mistaken("'may': " + deeds() + ", not '" + name + "'"));
      if (!may.add(deed)) {
        throw new Mistaken("'may': '" + name + "' is there already");
      }
    }
    return may;
  }

  private static String deeds() {
    return "of " + Stream.of(Deed.values()).map(Deed::wire).collect(Collectors.joining(", "));
  }

  private RulesText() {}
}
