package chattest.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Headless Chromium. The system's own is used; on a fresh Debian machine one is installed, and
 * fonts for what the pictures show; elsewhere the driver may download its own. Without any browser
 * the tests fail with a sentence, without the fonts only the pictures show boxes.
 *
 * <p>One browser lasts as long as the JVM, whose tests run one after another: starting one takes
 * seconds, a new context nothing.
 */
public final class Browsers {
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--host-resolver-rules=MAP *.example 127.0.0.1", // names a node may not know
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** Chromium without windows: the same engine, and half the work. */
  private static final Path SHELL = Path.of("/usr/bin/chromium-headless-shell");

  private static final Map<String, Path> FONTS =
      Map.of(
          "fonts-noto-cjk", Path.of("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
          "fonts-noto-color-emoji", Path.of("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"));

  /** Once for all tests: what cannot be had is not asked for again. */
  private static final Optional<Path> SYSTEM = prepare();

  private static final int PATIENCE_MS = 20_000; // a small machine may be busy with the nodes
  private static Browser browser;

  public static Browser chromium() {
    if (browser == null) {
      browser = start();
    }
    return browser;
  }

  private static Browser start() {
    Map<String, String> environment =
        SYSTEM.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of();
    Playwright playwright = Playwright.create(new CreateOptions().setEnv(environment));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    LaunchOptions options = new LaunchOptions().setArgs(FLAGS);
    SYSTEM.ifPresent(options::setExecutablePath);
    try {
      Browser started = playwright.chromium().launch(options);
      Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
      return started;
    } catch (RuntimeException e) {
      playwright.close();
      throw new IllegalStateException(
          "No browser: install Chromium (apt-get install chromium) and run the tests again.", e);
    }
  }

  private static Optional<Path> installed() {
    return Stream.of(SHELL.toString(), "/usr/bin/chromium", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<Path> prepare() {
    Packages.install(Map.of("chromium-headless-shell", SHELL));
    if (installed().isEmpty()) {
      Packages.install(Map.of("chromium", Path.of("/usr/bin/chromium")));
    }
    Packages.install(FONTS);
    return installed();
  }
}
