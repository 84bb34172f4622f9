package dev.rapport.gateway.running;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The chat on the pages of another site, as its visitors see it: a shop of its own, with a policy
/// that allows our script and our frame and nothing else.
final class WidgetTest {
  private static final Map<String, String> TITLES =
      Map.of("/saddles", "Saddles", "/bells", "Bells");

  @TempDir private Path data;
  private Vertx vertx;
  private HttpServer shop;
  private RunningRapport rapport;
  private Browsing browsing;

  @BeforeEach
  void open() {
    Path chromium = Browsing.chromium("WidgetTest");
    vertx = Vertx.vertx();
    shop = vertx.createHttpServer().requestHandler(this::serve).listen(0).await();
    rapport = RunningRapport.framedBy(data, site());
    browsing = Browsing.of(rapport, chromium);
  }

  @AfterEach
  void close() {
    if (browsing != null) {
      browsing.close();
      rapport.close();
      vertx.close().await();
    }
  }

  /// Another origin than ours: the name differs, as the port does.
  private String site() {
    return "http://localhost:" + shop.actualPort();
  }

  private void serve(HttpServerRequest request) {
    String ours = "http://127.0.0.1:" + rapport.httpPort();
    String title = TITLES.getOrDefault(request.path(), "Shop");
    request
        .response()
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; script-src %s; frame-src %s".formatted(ours, ours))
        .end(
            """
            <!doctype html><html lang="en"><title>%s</title><body><h1>%s</h1>
            <a href="/bells">Bells</a>
            <script src="%s/widget.js" data-label="Ask us" async></script></body></html>
            """
                .formatted(title, title, ours));
  }

  private static Locator button(Page page) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask us").setExact(true));
  }

  @Test
  void aVisitorOfAShopTalksToAnAgentAndGoesOnFromPageToPage() {
    Page desk = browsing.page("/desk");
    Browsing.logIn(desk, "ben");
    desk.getByText("Become available").click();

    Page visitor = browsing.elsewhere(site() + "/saddles");
    button(visitor).click();
    FrameLocator chat = visitor.frameLocator("iframe");
    chat.getByLabel("Straight to a person", new FrameLocator.GetByLabelOptions().setExact(true))
        .check();
    chat.locator("#chat-text").fill("Does it fit a Heron?");
    chat.locator("#chat-text").press("Enter");
    desk.locator(".offer").waitFor();
    desk.keyboard().press("a");
    desk.locator("#reply").fill("It does.");
    desk.locator("#reply").press("Control+Enter");
    assertThat(chat.getByRole(AriaRole.LOG)).containsText("It does.");
    assertThat(desk.locator(".tried")).containsText("Saddles");

    visitor.getByText("Bells").click();
    FrameLocator next = visitor.frameLocator("iframe");
    assertThat(next.getByRole(AriaRole.LOG)).containsText("It does.");
    next.getByLabel("Close the chat panel").click();
    assertThat(visitor.locator("iframe")).isHidden();
    desk.locator("#reply").fill("Shall I keep one for you?");
    desk.locator("#reply").press("Control+Enter");
    assertThat(
            visitor.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask us, 1 new")))
        .isVisible();
    assertThat(browsing.faults()).isEmpty();
  }

  @Test
  void aSiteThatIsNotNamedInTheSettingsCannotShowIt() {
    Page visitor = browsing.elsewhere("http://127.0.0.1:" + shop.actualPort() + "/bells");
    button(visitor).click();
    visitor.waitForCondition(() -> browsing.faultsSoFar().contains("frame-ancestors"));
  }
}
