package dev.rapport.gateway.running;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The three pages in a real browser, worked as people work them.
final class PagesTest {
  private static final List<Path> BROWSERS =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"));

  @TempDir private static Path data;
  private static RunningRapport rapport;
  private static Playwright playwright;
  private static Browser browser;

  /// What went wrong in any page: console errors, refused contents, requests to other hosts.
  private final List<String> faults = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void open() {
    Optional<Path> chromium = BROWSERS.stream().filter(Files::isExecutable).findFirst();
    if (chromium.isEmpty()) {
      System.out.println("PagesTest skipped: there is no Chromium here");
    }
    Assumptions.assumeTrue(chromium.isPresent(), "there is no Chromium here");
    rapport = RunningRapport.start(data).answering();
    rapport.token("sofia");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.orElseThrow())
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    PlaywrightAssertions.setDefaultAssertionTimeout((double) Patience.LIMIT.toMillis());
  }

  @AfterAll
  static void close() {
    if (playwright != null) {
      playwright.close();
      rapport.close();
    }
  }

  @AfterEach
  void noPageHadAFault() {
    assertThat(faults).isEmpty();
  }

  /// A page in a browser of its own.
  private Page page(String path) {
    Page page =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 800)).newPage();
    page.setDefaultTimeout((double) Patience.LIMIT.toMillis());
    page.onConsoleMessage(message -> {
      // Whoever is not signed in is answered 401, which the browser notes as an error.
      if (message.type().equals("error") && !message.location().contains("/api/v1/session")) {
        faults.add(message.text() + " at " + message.location());
      }
    });
    page.onPageError(faults::add);
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

  private static void shoot(Page page, String name) {
    Path folder =
        Path.of(System.getProperty("rapport.root", "..")).resolve("gateway/target/screenshots");
    page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
  }

  private static void logIn(Page page, String login) {
    page.getByLabel("Login").fill(login);
    page.getByLabel("Password").fill(RunningRapport.PASSWORD);
    page.keyboard().press("Enter");
  }

  @Test
  void theHelpCentreFindsAnArticleAndShowsIt() {
    Page help = page("/");
    help.locator("#q").fill("How high should my saddle be?");
    help.locator("#q").press("Enter");
    assertThat(help.locator("#results")).containsText("The right saddle height");
    shoot(help, "help-search");
    help.locator("#results").getByText("The right saddle height").first().click();
    assertThat(help.locator("#article")).containsText("heel on the pedal");
  }

  @Test
  void aChatIsAnsweredByAnAgentWhoWorksByKeyboardWhileASupervisorWatches() {
    Page desk = page("/desk");
    logIn(desk, "ben");
    desk.getByText("Become available").click();
    Page live = page("/live");
    logIn(live, "sofia");
    assertThat(live.locator(".agent").filter(named("Ben Okoye"))).isVisible();

    Page customer = page("/");
    customer.locator("#to-chat").click();
    customer.getByLabel("Your mail address (optional)").fill("harriet.boone@example.org");
    customer
        .getByLabel("Straight to a person", new Page.GetByLabelOptions().setExact(true))
        .check();
    customer.locator("#chat-text").fill("My saddle came loose");
    customer.locator("#chat-text").press("Enter");

    assertThat(desk.locator(".offer")).containsText("Harriet Boone");
    shoot(desk, "desk-offer");
    desk.keyboard().press("a");
    assertThat(desk.locator("#reply")).isVisible();
    desk.keyboard().press("r");
    desk.keyboard().type("Which model is it?");
    desk.keyboard().press("Control+Enter");
    assertThat(customer.getByRole(AriaRole.LOG)).containsText("Which model is it?");
    customer.locator("#chat-text").fill("A Heron");
    customer.locator("#chat-text").press("Enter");
    assertThat(desk.locator(".log")).containsText("A Heron");
    assertThat(live.locator(".agent").filter(named("Ben Okoye")).locator(".chips")).isVisible();
    shoot(desk, "desk-talk");
    shoot(customer, "chat");
    shoot(live, "live");

    desk.keyboard().press("Escape");
    desk.keyboard().press("w");
    assertThat(desk.locator("wrap-up-form")).isVisible();
    shoot(desk, "desk-wrap-up");
    desk.keyboard().press("Escape");
    desk.keyboard().press("e");
    assertThat(desk.locator(".conversation")).containsText("All quiet");
    assertThat(customer.locator("#chat")).containsText("This chat has ended");
    assertThat(rapport.newest("chat").getString("fate")).isEqualTo("handled");
  }

  private static Locator.FilterOptions named(String name) {
    return new Locator.FilterOptions().setHasText(name);
  }
}
