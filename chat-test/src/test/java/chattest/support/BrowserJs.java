package chattest.support;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.AddScriptTagOptions;
import com.microsoft.playwright.Page.WaitForFunctionOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * A script of src/test/resources/node that runs in a page, for clients that are browsers. It tells
 * and is told the same as in Node: see {@link NodeJs}. Each has connections of its own.
 */
public final class BrowserJs implements AutoCloseable {
  private static final int PATIENCE_MS = 15_000;
  private static final int LOOK_MS = 50;

  private static final String GLUE =
      """

      const handlers = new Map();
      window.told = [];
      window.tell = (command) => handlers.get(command.type)(command);
      talk(window.SockJS, (type, handler) => handlers.set(type, handler), (each) => told.push(each));
      """;

  private final BrowserContext context = Browsers.chromium().newContext();
  private final Page page = context.newPage();
  private final List<String> complaints = new ArrayList<>();

  private BrowserJs() {
    page.onConsoleMessage(message -> complaints.add(message.text()));
    page.onPageError(complaints::add);
  }

  /** {@code script}.mjs in this page, with the library that is found at this address. */
  public static BrowserJs open(String url, String script, String library) {
    BrowserJs browser = new BrowserJs();
    browser.page.navigate(url);
    browser.page.addScriptTag(new AddScriptTagOptions().setUrl(library));
    browser.page.addScriptTag(
        new AddScriptTagOptions()
            .setType("module")
            .setContent(NodeJs.read(script + ".mjs") + GLUE));
    browser.page.waitForFunction("() => window.tell", null, browser.looking());
    return browser;
  }

  private WaitForFunctionOptions looking() {
    return new WaitForFunctionOptions().setTimeout(PATIENCE_MS).setPollingInterval(LOOK_MS);
  }

  /** Tells the script what to do. Single quotes stand for double ones. */
  public BrowserJs tell(String json) {
    page.evaluate("command => tell(JSON.parse(command))", json.replace('\'', '"'));
    return this;
  }

  /** The next that the script tells of this type; others stay to be asked for. */
  public JsonObject await(String type) {
    try {
      page.waitForFunction("type => told.some(e => e.type === type)", type, looking());
    } catch (RuntimeException e) {
      Object told = page.evaluate("JSON.stringify(told)");
      throw new AssertionError("no " + type + ", but " + told + complaints, e);
    }
    String take = "type => JSON.stringify(told.splice(told.findIndex(e => e.type === type), 1)[0])";
    return new JsonObject((String) page.evaluate(take, type));
  }

  /** The texts of the next messages. */
  public List<String> messages(int count) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(await("message").getString("text"));
    }
    return texts;
  }

  /** True when nothing of this type is waiting to be looked at. */
  public boolean heardNothingOf(String type) {
    return (boolean) page.evaluate("type => !told.some(e => e.type === type)", type);
  }

  /** Tries to show a page within this one; what is to be read there. */
  public String frame(String url) {
    page.evaluate(
        """
        url => new Promise((loaded) => {
          const frame = document.createElement('iframe');
          frame.onload = loaded;
          frame.src = url;
          document.body.append(frame);
        })\
        """,
        url);
    return page.frameLocator("iframe").locator("body").textContent();
  }

  @Override
  public void close() {
    context.close();
  }
}
