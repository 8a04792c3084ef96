package chatnode.who;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatnode.protocol.Person;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules as they are written (design section 6). */
class RulesTextTest {
  private static final Principal GUEST = Principal.guest(new Person("~guest", "g"));

  private static Principal person(String id, String... roles) {
    return new Principal(new Person(id, id), true, Set.of(roles), Long.MAX_VALUE);
  }

  @Test
  void theFirstRuleThatFitsDecides() throws Mistaken {
    Rules rules =
        RulesText.read(
            """
            {"rules": [
              {"who": "person:troll", "rooms": "*", "may": []},
              {"who": "role:staff", "rooms": "staff-*", "may": ["read", "say", "moderate"]},
              {"who": "*", "rooms": "staff-*", "may": []},
              {"who": "signed-in", "rooms": "*", "may": ["read", "say", "edit", "search"]},
              {"who": "guest", "rooms": "lobby", "may": ["read"]}
            ]}
            """);
    assertThat(rules.of(person("troll", "staff"), "staff-1")).isEmpty();
    assertThat(rules.of(person("ann", "staff"), "staff-1"))
        .isEqualTo(Set.of(Deed.SEE, Deed.READ, Deed.SAY, Deed.MODERATE));
    assertThat(rules.of(person("ben"), "staff-1")).isEmpty();
    assertThat(rules.of(person("ben"), "any")).contains(Deed.EDIT).doesNotContain(Deed.MODERATE);
    assertThat(rules.of(GUEST, "lobby")).isEqualTo(Set.of(Deed.SEE, Deed.READ));
    assertThat(rules.of(GUEST, "other")).isEmpty();
    assertThat(RulesText.read("{\"rules\": []}").of(GUEST, "lobby")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"rules": [                              | line 1, column 12: this is no JSON
          []                                       | line 1, column 2: a JSON object is needed here
          {"rules": [], "rules": []}               | line 1, column 22: this key is there already
          {"rules": []} x                          | line 1, column 15: this is no JSON
          {"rules": []} {}                         | line 1, column 16: something follows the JSON object
          {}                                       | 'rules': a list is needed here
          {"rules": {}}                            | 'rules': a list is needed here
          {"rules": [], "more": 1}                 | 'more': only 'rules' may stand here
          {"rules": [1]}                           | rule 1: an object is needed here
          {"rules": [{"who":"*","rooms":"*","may":["read"]},{"who":"","rooms":"*","may":[]}]} | rule 2: 'who': a text is needed here
          {"rules": [{"rooms":"*","may":[]}]}      | rule 1: 'who': a text is needed here
          {"rules": [{"who":"all","rooms":"*","may":[]}]} | rule 1: 'who': it is guest, signed-in, role:NAME, person:ID or *, not 'all'
          {"rules": [{"who":"role:","rooms":"*","may":[]}]} | rule 1: 'who': it is guest, signed-in, role:NAME, person:ID or *, not 'role:'
          {"rules": [{"who":"*","rooms":"a b","may":[]}]} | rule 1: 'rooms': no room has a name like 'a b'
          {"rules": [{"who":"*","rooms":["a"],"may":[]}]} | rule 1: 'rooms': a text is needed here
          {"rules": [{"who":"*","rooms":"*","may":"read"}]} | rule 1: 'may': a list is needed here
          {"rules": [{"who":"*","rooms":"*"}]}     | rule 1: 'may': a list is needed here
          {"rules": [{"who":"*","rooms":"*","may":["write"]}]} | rule 1: 'may': of see, read, say, edit, search, moderate, not 'write'
          {"rules": [{"who":"*","rooms":"*","may":["say","say"]}]} | rule 1: 'may': 'say' is there already
          {"rules": [{"who":"*","rooms":"*","may":[],"note":""}]} | rule 1: 'note': only who, rooms and may stand in a rule
          """)
  void aMistakeIsOneSentenceWithItsPlace(String text, String sentence) {
    assertThatThrownBy(() -> RulesText.read(text))
        .isInstanceOf(Mistaken.class)
        .hasMessage(sentence);
  }
}
