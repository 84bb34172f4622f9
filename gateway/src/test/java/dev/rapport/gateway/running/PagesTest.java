package dev.rapport.gateway.running;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The three pages in a real browser, worked as people work them.
final class PagesTest {
  @TempDir private static Path data;
  private static RunningRapport rapport;
  private static Browsing browsing;

  @BeforeAll
  static void open() {
    Path chromium = Browsing.chromium("PagesTest");
    rapport = RunningRapport.start(data).answering();
    rapport.token("sofia");
    browsing = Browsing.of(rapport, chromium);
  }

  @AfterAll
  static void close() {
    if (browsing != null) {
      browsing.close();
      rapport.close();
    }
  }

  @AfterEach
  void noPageHadAFault() {
    assertThat(browsing.faults()).isEmpty();
  }

  @Test
  void theHelpCentreFindsAnArticleAndShowsIt() {
    Page help = browsing.page("/");
    help.locator("#q").fill("How high should my saddle be?");
    help.locator("#q").press("Enter");
    assertThat(help.locator("#results")).containsText("The right saddle height");
    Browsing.shoot(help, "help-search");
    help.locator("#results").getByText("The right saddle height").first().click();
    assertThat(help.locator("#article")).containsText("heel on the pedal");
  }

  @Test
  void aChatIsAnsweredByAnAgentWhoWorksByKeyboardWhileASupervisorWatches() {
    Page desk = browsing.page("/desk");
    Browsing.logIn(desk, "ben");
    desk.getByText("Become available").click();
    Page live = browsing.page("/live");
    Browsing.logIn(live, "sofia");
    assertThat(live.locator(".agent").filter(named("Ben Okoye"))).isVisible();

    Page customer = browsing.page("/");
    customer.locator("#to-chat").click();
    customer.getByLabel("Your mail address (optional)").fill("harriet.boone@example.org");
    customer
        .getByLabel("Straight to a person", new Page.GetByLabelOptions().setExact(true))
        .check();
    customer.locator("#chat-text").fill("My saddle came loose");
    customer.locator("#chat-text").press("Enter");

    assertThat(desk.locator(".offer")).containsText("Harriet Boone");
    Browsing.shoot(desk, "desk-offer");
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
    Browsing.shoot(desk, "desk-talk");
    Browsing.shoot(customer, "chat");
    Browsing.shoot(live, "live");

    desk.keyboard().press("Escape");
    desk.keyboard().press("w");
    assertThat(desk.locator("wrap-up-form")).isVisible();
    Browsing.shoot(desk, "desk-wrap-up");
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
