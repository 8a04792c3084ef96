package chattest.page;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import chattest.support.Browsers;
import chattest.support.TestCluster;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The page's modules without the page: the tests of src/test/resources/page. */
class ModulesTest {
  private static TestCluster cluster;
  private static Page page;

  @BeforeAll
  static void start() {
    cluster = new TestCluster();
    page = Browsers.chromium().newPage();
    page.navigate(cluster.node("--standalone").http("/icon.svg")); // an origin, nothing more
  }

  @AfterAll
  static void end() {
    page.close();
    cluster.close();
  }

  @TestFactory
  Stream<DynamicTest> theConnection() {
    return testsOf("net-tests.js");
  }

  @TestFactory
  Stream<DynamicTest> theSocketOverHttp() {
    return testsOf("http-tests.js");
  }

  @TestFactory
  Stream<DynamicTest> theWayToANode() {
    return testsOf("ways-tests.js");
  }

  @TestFactory
  Stream<DynamicTest> theClientForPrograms() {
    return testsOf("client-tests.js");
  }

  @TestFactory
  Stream<DynamicTest> theOutbox() {
    return testsOf("outbox-tests.js");
  }

  @TestFactory
  Stream<DynamicTest> theRoom() {
    return testsOf("room-tests.js");
  }

  @TestFactory
  Stream<DynamicTest> whatIsChanged() {
    return testsOf("changes-tests.js");
  }

  @TestFactory
  Stream<DynamicTest> theChat() {
    return testsOf("chat-tests.js");
  }

  @TestFactory
  Stream<DynamicTest> theSearch() {
    return testsOf("search-tests.js");
  }

  @TestFactory
  Stream<DynamicTest> theVisits() {
    return testsOf("visits-tests.js");
  }

  @TestFactory
  Stream<DynamicTest> theText() {
    return testsOf("text-tests.js");
  }

  @TestFactory
  Stream<DynamicTest> theShape() {
    return testsOf("shape-tests.js");
  }

  private static Stream<DynamicTest> testsOf(String file) {
    String tests =
        Scripts.text("/page/check.js")
            + "const tests = await (async () => {"
            + Scripts.text("/page/" + file)
            + "})();";
    List<?> names = (List<?>) evaluate(tests, "return Object.keys(tests)", null);
    return names.stream()
        .map(
            name ->
                dynamicTest(name.toString(), () -> evaluate(tests, "await tests[name]()", name)));
  }

  private static Object evaluate(String tests, String action, Object name) {
    return page.evaluate("async (name) => {" + tests + action + ";}", name);
  }
}
