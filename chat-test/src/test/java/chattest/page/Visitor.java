package chattest.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.NodeProcess;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A person with a browser of their own, and what they can see and do on the page. Everything the
 * browser complains about is collected: a policy violation, a script error, a file not found.
 */
final class Visitor implements AutoCloseable {
  private static final double PATIENCE_MS = 30_000;

  /** A network card of the machine came or went, a container's for instance: nobody's fault. */
  private static final String MACHINE = "ERR_NETWORK_CHANGED";

  /**
   * What the page asks when no socket opens, and by which way it then goes: the browser tells that
   * there was no answer, or that it broke off.
   */
  private static final List<String> ASKED = List.of("/health/ready", "/api/");

  /** Of an address that is neither https nor localhost: this header says nothing there. */
  private static final String PLAIN = "Cross-Origin-Opener-Policy header has been ignored";

  private final BrowserContext context;
  private final String nick;
  private final List<String> complaints = new ArrayList<>();
  private boolean interrupted;
  private Page page;

  private Visitor(BrowserContext context, String nick) {
    this.context = context;
    this.nick = nick;
    context.onConsoleMessage(
        message -> {
          String text = message.text();
          boolean expected = Stream.of("WebSocket", MACHINE, PLAIN).anyMatch(text::contains);
          String about = message.location() + " " + text;
          boolean asked = ASKED.stream().anyMatch(about::contains);
          if (message.type().equals("error") && !expected && !asked) {
            complaints.add(text);
          }
        });
    context.onRequestFailed(request -> interrupted |= request.failure().contains(MACHINE));
    context.onWebError(error -> complaints.add(error.error()));
    context.addInitScript(
        "document.addEventListener('securitypolicyviolation',"
            + " ({violatedDirective, blockedURI}) =>"
            + " console.error('violates policy', violatedDirective, blockedURI))");
  }

  static Visitor arrive(Browser browser, String nick, NewContextOptions options) {
    BrowserContext context = browser.newContext(options.setLocale("en-GB"));
    context.setDefaultTimeout(20_000);
    return new Visitor(context, nick);
  }

  /** Opens the page for the first time: says who one is, and enters the room. */
  Visitor enter(String url, String room) {
    return enterAfter(() -> {}, url, room);
  }

  /** The same, with something to do before the form is filled in. */
  Visitor enterAfter(Runnable first, String url, String room) {
    fillIn(first, url, room);
    return connected();
  }

  /** The same where nobody lets one in. */
  void enterInVain(String url, String room) {
    fillIn(() -> {}, url, room);
  }

  private void fillIn(Runnable first, String url, String room) {
    open(url);
    assertThat(page.locator("#welcome")).isVisible();
    first.run();
    page.getByLabel("Nickname").fill(nick);
    page.getByLabel("Room", new Page.GetByLabelOptions().setExact(true)).fill(room);
    page.getByText("Enter", new Page.GetByTextOptions().setExact(true)).click();
  }

  /** Opens the page once more, in a new tab. */
  Visitor comeBack(String url) {
    open(url);
    return this;
  }

  /** Opens the page and does nothing there. */
  Page look(String url) {
    open(url);
    return page;
  }

  private void open(String url) {
    page = context.newPage();
    do {
      interrupted = false;
      page.navigate(url);
    } while (interrupted);
  }

  void closeTab() {
    page.close();
  }

  Visitor connected() {
    assertThat(status()).hasAttribute("data-state", "open");
    assertThat(people()).containsText(nick);
    return this;
  }

  /** Which node it is shows to the curious only, in the settings. */
  void connectedTo(NodeProcess node) {
    HasAttributeOptions patient = new HasAttributeOptions().setTimeout(PATIENCE_MS);
    assertThat(status()).hasAttribute("data-node", node.name(), patient);
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  String nick() {
    return nick;
  }

  Locator status() {
    return page.locator("#status");
  }

  Locator people() {
    return page.locator("#people");
  }

  Locator log() {
    return page.getByRole(AriaRole.LOG);
  }

  /** Messages that are in the room, not those on their way. */
  Locator messages() {
    return page.locator("article.message:not(.pending)");
  }

  Locator pending() {
    return page.locator("article.message.pending");
  }

  Locator texts() {
    return page.locator("article.message .text");
  }

  Locator message(String text) {
    return messages().filter(new FilterOptions().setHasText(text));
  }

  Locator composer() {
    return page.locator("#text");
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
  }

  Visitor write(String text) {
    composer().fill(text);
    composer().press("Enter");
    return this;
  }

  /** Each of these is there exactly once, and in this order. */
  void sees(String... texts) {
    assertThat(texts()).hasText(texts);
  }

  @Override
  public void close() {
    context.close();
    assertThat(complaints).as("complaints of %s's browser", nick).isEmpty();
  }
}
