package chattest.page;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Test scripts of src/test/resources, run inside a page. */
final class Scripts {
  private Scripts() {}

  /**
   * Defines what the script holds and evaluates the expression. The driver evaluates past the
   * page's policy, which forbids inline scripts.
   */
  static Object in(Page page, String script, String expression) {
    return page.evaluate("async () => {\n" + text(script) + "\nreturn " + expression + ";\n}");
  }

  static String text(String resource) {
    try (InputStream in = Scripts.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
