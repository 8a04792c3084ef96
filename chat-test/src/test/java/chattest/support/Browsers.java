package chattest.support;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Headless Chromium. The system's own is used; on a fresh Debian machine one is installed, and
 * fonts for what the pictures show; elsewhere the driver may download its own. Without any browser
 * the tests fail with a sentence, without the fonts only the pictures show boxes.
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

  private static final Map<String, Path> FONTS =
      Map.of(
          "fonts-noto-cjk", Path.of("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
          "fonts-noto-color-emoji", Path.of("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"));

  /** Once for all tests: what cannot be had is not asked for again. */
  private static final Optional<Path> SYSTEM = prepare();

  private static final int PATIENCE_MS = 20_000; // a small machine may be busy with the nodes
  private final Playwright playwright;
  private final Browser browser;

  public Browsers() {
    Map<String, String> environment =
        SYSTEM.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of();
    playwright = Playwright.create(new CreateOptions().setEnv(environment));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    LaunchOptions options = new LaunchOptions().setArgs(FLAGS);
    SYSTEM.ifPresent(options::setExecutablePath);
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

  private static Optional<Path> prepare() {
    List<String> missing = new ArrayList<>(installed().isEmpty() ? List.of("chromium") : List.of());
    FONTS.forEach((name, file) -> missing.addAll(Files.exists(file) ? List.of() : List.of(name)));
    boolean mayInstall =
        Files.isExecutable(Path.of("/usr/bin/apt-get"))
            && "root".equals(System.getProperty("user.name"));
    if (!missing.isEmpty() && mayInstall) {
      apt("update");
      missing.forEach(name -> apt("install", "-y", "--no-install-recommends", name));
    }
    return installed();
  }

  /** Whether it worked shows by what is there afterwards. */
  private static void apt(String... arguments) {
    List<String> command = new ArrayList<>(List.of("apt-get", "-q"));
    command.addAll(List.of("-o", "Acquire::http::Timeout=30", "-o", "DPkg::Lock::Timeout=60"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(Redirect.DISCARD).environment().put("DEBIAN_FRONTEND", "noninteractive");
    try {
      Process process = builder.start();
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
