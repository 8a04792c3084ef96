package chattest.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Headless Chromium. The system's own is used; on a fresh Debian machine one is installed,
 * elsewhere the driver may download its own. Without any the tests fail with a sentence.
 */
public final class Browsers implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static final int PATIENCE_MS = 20_000; // a small machine may be busy with the nodes
  private final Playwright playwright;
  private final Browser browser;

  public Browsers() {
    Optional<Path> system = installed().or(Browsers::install);
    Map<String, String> environment =
        system.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of();
    playwright = Playwright.create(new CreateOptions().setEnv(environment));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    LaunchOptions options = new LaunchOptions().setArgs(FLAGS);
    system.ifPresent(options::setExecutablePath);
    try {
      browser = playwright.chromium().launch(options);
    } catch (RuntimeException e) {
      playwright.close();
      throw new IllegalStateException(
          "No browser: install Chromium (apt-get install chromium) and run the tests again.", e);
    }
  }

  public Browser chromium() {
    return browser;
  }

  private static Optional<Path> installed() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<Path> install() {
    if (Files.isExecutable(Path.of("/usr/bin/apt-get"))
        && "root".equals(System.getProperty("user.name"))) {
      run("apt-get", "update");
      run("apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk");
    }
    return installed();
  }

  private static void run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
      process.waitFor(10, TimeUnit.MINUTES);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
