package dev.rapport.gateway.running;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;

/// A real browser for tests of the pages, and what went wrong in any page it opened.
final class Browsing implements AutoCloseable {
  private static final List<Path> BROWSERS =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"));

  private final RunningRapport rapport;
  private final Playwright playwright;
  private final Browser browser;

  /// Console errors, refused contents, requests to other hosts.
  private final List<String> faults = new CopyOnWriteArrayList<>();

  private Browsing(RunningRapport rapport, Path chromium) {
    this.rapport = rapport;
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    this.browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    PlaywrightAssertions.setDefaultAssertionTimeout((double) Patience.LIMIT.toMillis());
  }

  /// Skips the test, saying so, where there is no browser.
  static Path chromium(String test) {
    Optional<Path> found = BROWSERS.stream().filter(Files::isExecutable).findFirst();
    if (found.isEmpty()) {
      System.out.println(test + " skipped: there is no Chromium here");
    }
    Assumptions.assumeTrue(found.isPresent(), "there is no Chromium here");
    return found.orElseThrow();
  }

  static Browsing of(RunningRapport rapport, Path chromium) {
    return new Browsing(rapport, chromium);
  }

  /// A page in a browser of its own, with sizes of a desk.
  Page page(String path) {
    return page(path, new Browser.NewContextOptions().setViewportSize(1280, 800));
  }

  /// A page on a telephone at night.
  Page smallDarkPage(String path) {
    return page(
        path,
        new Browser.NewContextOptions().setViewportSize(390, 844).setColorScheme(ColorScheme.DARK));
  }

  private Page page(String path, Browser.NewContextOptions options) {
    Page page = watched(options);
    page.onRequest(request -> {
      URI uri = URI.create(request.url());
      if (!List.of("data", "blob").contains(uri.getScheme())
          && (!"127.0.0.1".equals(uri.getHost()) || uri.getPort() != rapport.httpPort())) {
        faults.add("a request to " + request.url());
      }
    });
    page.navigate("http://127.0.0.1:" + rapport.httpPort() + path);
    return page;
  }

  /// A page of another site.
  Page elsewhere(String address) {
    Page page = watched(new Browser.NewContextOptions().setViewportSize(1280, 800));
    page.navigate(address);
    return page;
  }

  private Page watched(Browser.NewContextOptions options) {
    Page page = browser.newContext(options).newPage();
    page.setDefaultTimeout((double) Patience.LIMIT.toMillis());
    page.onConsoleMessage(message -> {
      // What is refused, the browser notes as an error; the page says it in words.
      boolean refused = message.text().startsWith("Failed to load resource");
      if (message.type().equals("error") && !refused) {
        faults.add(message.text() + " at " + message.location());
      }
    });
    page.onResponse(response -> {
      if (response.status() >= 500
          || (response.status() >= 400 && !response.url().contains("/api/"))) {
        faults.add(response.status() + " of " + response.url());
      }
    });
    page.onPageError(faults::add);
    return page;
  }

  /// Closes every page.
  void leave() {
    List.copyOf(browser.contexts()).forEach(BrowserContext::close);
  }

  /// What went wrong since it was asked last.
  List<String> faults() {
    List<String> seen = List.copyOf(faults);
    faults.clear();
    return seen;
  }

  /// As [#faults], in one text, and nothing is forgotten.
  String faultsSoFar() {
    return String.join("\n", faults);
  }

  static void logIn(Page page, String login) {
    page.getByLabel("Login").fill(login);
    page.getByLabel("Password").fill(RunningRapport.PASSWORD);
    page.keyboard().press("Enter");
  }

  static void shoot(Page page, String name) {
    Path folder =
        Path.of(System.getProperty("rapport.root", "..")).resolve("gateway/target/screenshots");
    page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
  }

  @Override
  public void close() {
    playwright.close();
  }
}
