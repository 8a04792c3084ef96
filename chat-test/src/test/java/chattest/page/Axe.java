package chattest.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What axe-core finds wrong with a view. The driver evaluates past the page's policy, so nothing is
 * loosened for it.
 */
final class Axe {
  private static final Set<String> GRAVE = Set.of("serious", "critical");

  /** Text that something else lies over just now: it is looked at where nothing does. */
  private static final Pattern COVERED =
      Pattern.compile("^color-contrast: .*(overlap|obscured)", Pattern.DOTALL);

  private Axe() {}

  static void assertNothingGrave(Page page, String view) {
    AxeResults results = new AxeBuilder(page).setLegacyMode(true).analyze(); // there are no frames
    assertThat(results.getPasses()).as("rules that axe could check").hasSizeGreaterThan(10);
    assertThat(found(results.getViolations())).as("axe on " + view).isEmpty();
    assertThat(found(results.getIncomplete()))
        .as("axe cannot tell, on " + view)
        .allMatch(each -> COVERED.matcher(each).find());
  }

  private static List<String> found(List<Rule> rules) {
    return rules.stream()
        .filter(rule -> GRAVE.contains(rule.getImpact()))
        .flatMap(Axe::sentences)
        .toList();
  }

  private static Stream<String> sentences(Rule rule) {
    return rule.getNodes().stream()
        .map(node -> rule.getId() + ": " + node.getHtml() + " " + node.getFailureSummary());
  }
}
