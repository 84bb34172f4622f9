package dev.rapport.gateway.running;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The live board acts, the editor edits, and everything can be reached by keyboard.
final class SupervisorWorkTest {
  private static final int MOST_STOPS = 60;

  @TempDir private static Path data;
  private static RunningRapport rapport;
  private static Browsing browsing;

  @BeforeAll
  static void open() {
    Path chromium = Browsing.chromium("SupervisorWorkTest");
    rapport = RunningRapport.start(data).answering();
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

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Page logged(String path, String login) {
    Page page = browsing.page(path);
    Browsing.logIn(page, login);
    return page;
  }

  @Test
  void aContactIsGivenToAnAgentWithAReasonAndTheDecisionExplainsItself() {
    try (Desk ben = rapport.desk("ben")) {
      String contact =
          rapport
              .form(
                  new JsonObject()
                      .put("message", "Hello")
                      .put("subject", "Bell")
                      .put("person", true))
              .getString("contact");
      ben.of("offer", contact);
      Page live = logged("/live", "sofia");
      button(live, "Offered").click();
      live.locator("tr").filter(named("Bell")).getByRole(AriaRole.BUTTON).click();
      button(live, "Give to").click();
      assertThat(live.locator("contact-dialog [role=alert]")).containsText("Say why first");
      live.locator("#act-why").fill("they know each other");
      live.getByLabel("Agent to give it to").selectOption("cleo");
      button(live, "Give to").click();
      assertThat(live.locator("contact-dialog [role=alert]")).isVisible();
      live.getByLabel("Agent to give it to").selectOption("ben");
      button(live, "Give to").click();
      assertThat(live.locator("contact-dialog .done")).hasText("Done.");
      ben.of("assigned", contact);
      live.getByText("Why this agent?").click();
      live.locator("#why-not").selectOption("cleo");
      assertThat(live.locator(".decided")).containsText("Cleo Marsh does not serve the queue");
      Browsing.shoot(live, "live-contact");
      ben.complete(contact);
    }
  }

  private static Locator.FilterOptions named(String name) {
    return new Locator.FilterOptions().setHasText(name);
  }

  @Test
  void anAgentsSkillsAndPresenceAreChangedLive() {
    Page live = logged("/live", "sofia");
    button(live, "Ben Okoye").click();
    live.locator("#agent-why").fill("trained today");
    live.locator("agent-dialog .skill input").fill("75");
    live.locator("agent-dialog .skill input").press("Tab");
    button(live, "Save skills and queues").click();
    assertThat(live.locator("agent-dialog .done")).hasText("Done.");
    assertThat(
            rapport
                .get("sofia", "/api/v1/agents/ben")
                .getJsonArray("skills")
                .getJsonObject(0)
                .getInteger("level"))
        .isEqualTo(75);
  }

  @Test
  void aQueueIsChangedAndClosedForTodayOnTheBoard() {
    Page live = logged("/live", "sofia");
    live.locator("button.agent-name").filter(named("Support")).click();
    Locator dialog = live.locator("queue-dialog");
    dialog.locator("select").first().selectOption("fifo");
    dialog.locator("input[name=targetSeconds]").fill("45");
    dialog.locator("input[name=targetSeconds]").press("Tab");
    button(live, "Save the queue").click();
    assertThat(dialog.locator("[role=alert]")).containsText("Say why first");
    live.locator("#queue-why").fill("a slow day");
    button(live, "Save the queue").click();
    assertThat(dialog.locator(".done")).hasText("Done.");
    JsonObject queue = queue();
    assertThat(queue.getString("policy")).isEqualTo("fifo");
    assertThat(queue.getInteger("targetSeconds")).isEqualTo(45);
    assertThat(queue.getJsonObject("skills").getInteger("service")).isEqualTo(30);

    button(live, "Closed today").click();
    assertThat(button(live, "Closed today")).hasAttribute("aria-pressed", "true");
    assertThat(rapport.get("sofia", "/api/v1/queues/support/hours").getBoolean("open")).isFalse();
    Browsing.shoot(live, "live-queue");
    button(live, "As in the week").click();
    assertThat(button(live, "As in the week")).hasAttribute("aria-pressed", "true");
    assertThat(rapport.get("sofia", "/api/v1/queues/support/hours").getBoolean("open")).isTrue();
  }

  private static JsonObject queue() {
    return rapport.get("sofia", "/api/v1/queues/support").getJsonObject("queue");
  }

  @Test
  void whatWasSetAsideIsListedWithItsBytes() {
    try (MailPeer peer = new MailPeer(rapport.smtpPort())) {
      peer.deliver("", RunningRapport.MAILBOX, "Subject: nobody wrote this\n\nHello\n");
    }
    Page live = logged("/live", "sofia");
    Locator card = live.locator("set-aside-card");
    assertThat(card).containsText("no sender");
    var bytes = live.waitForDownload(() -> card.getByRole(AriaRole.LINK).first().click());
    assertThat(bytes.suggestedFilename()).isEqualTo("set-aside.eml");
    card.scrollIntoViewIfNeeded();
    Browsing.shoot(live, "live-set-aside");
  }

  @Test
  void anArticleIsWrittenCaredForAndBroughtBack() {
    Page edit = logged("/edit", "sofia");
    button(edit, "New article").click();
    edit.locator("#a-title").fill("Bells that ring by themselves");
    edit.locator("#a-body").fill("Tighten the screw.");
    button(edit, "Save").click();
    assertThat(edit.locator(".list")).containsText("Bells that ring by themselves");
    edit.locator("#a-body").fill("Tighten the screw a little.");
    button(edit, "Save").click();
    edit.getByText("What changed").click();
    assertThat(edit.locator(".diff .added")).containsText("Tighten the screw a little.");
    edit.locator("#care-reviewAt").fill("2026-01-01");
    button(edit, "Save the care").click();
    assertThat(edit.locator(".care .notice")).containsText("To be reviewed since");
    edit.getByText("Bring back").click();
    assertThat(edit.locator("#a-body")).hasValue("Tighten the screw.");
    Browsing.shoot(edit, "edit");
    button(edit, "Synonyms").click();
    edit.locator("#words-new").fill("bell, chime");
    button(edit, "Add").click();
    assertThat(edit.locator(".group")).hasCount(1);
    button(edit, "What is missing").click();
    assertThat(edit.locator("#gaps-title")).isVisible();
  }

  @Test
  void aFileIsAddedToAnArticleReadByACustomerAndTakenAway() {
    Page edit = logged("/edit", "sofia");
    button(edit, "New article").click();
    edit.locator("#a-title").fill("How to true a wheel");
    edit.locator("#a-body").fill("As in the picture.");
    edit.locator("#a-state").selectOption("published");
    button(edit, "Save").click();
    edit.locator("#files-new")
        .setInputFiles(new FilePayload("wheel.csv", "text/csv", "spoke;32".getBytes(UTF_8)));
    assertThat(edit.locator(".files li a")).hasText("wheel.csv");
    String file = edit.locator(".files li a").getAttribute("href");
    String article = file.replaceAll(".*articles/([0-9a-f]+)/.*", "$1");
    Page help = browsing.page("/articles/" + article);
    assertThat(help.locator(".files a")).hasText("wheel.csv");
    edit.locator("#files-new")
        .setInputFiles(new FilePayload("x.svg", "image/svg+xml", "<svg/>".getBytes(UTF_8)));
    assertThat(edit.locator(".files .wrong")).containsText("is none of");
    edit.locator(".files li button").click();
    edit.locator(".files li button").click();
    assertThat(edit.locator(".files li")).hasCount(0);
  }

  @Test
  void aTelephoneShowsOnePaneAtATime() {
    Page desk = browsing.smallDarkPage("/desk");
    Browsing.logIn(desk, "ben");
    assertThat(desk.locator(".inbox")).isVisible();
    assertThat(desk.locator(".conversation")).isHidden();
    button(desk, "Conversation").click();
    assertThat(desk.locator(".conversation")).isVisible();
    assertThat(desk.locator(".inbox")).isHidden();
    assertThat(desk.locator("aside.customer")).isHidden();
  }

  @Test
  void aReaderNarrowsTheAnswersAndJudgesAnArticle() {
    Page help = browsing.page("/");
    help.locator("#q").fill("battery");
    help.locator("#q").press("Enter");
    help.locator(".narrow .chip").first().click();
    assertThat(help.locator(".narrow .chip[aria-pressed=true]")).hasCount(1);
    help.locator(".found a").first().click();
    button(help, "No").click();
    button(help, "It is out of date").click();
    assertThat(help.locator(".did-it-help")).containsText("Thank you, noted.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/desk ben", "/live sofia", "/edit sofia", "/ nobody"})
  void everyStopOfTheTabKeyHasANameAndCanBeSeen(String place) {
    String[] words = place.split(" ", 2);
    Page page = browsing.smallDarkPage(words[0]);
    if (!words[1].equals("nobody")) {
      Browsing.logIn(page, words[1]);
      page.locator(".bar").waitFor();
    }
    List<String> wrong = new ArrayList<>();
    for (int stop = 0; stop < MOST_STOPS; stop++) {
      page.keyboard().press("Tab");
      String found = String.valueOf(page.evaluate(STOP));
      if (found.equals("end")) {
        break;
      }
      if (!found.equals("fine")) {
        wrong.add(found);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
  }

  /// What is focused: `fine`, `end` at the end of the page, otherwise what is wrong with it.
  private static final String STOP =
      """
      () => {
        const at = document.activeElement;
        if (!at || at === document.body) return "end";
        const named = at.getAttribute("aria-label") || at.textContent.trim() || at.title
          || (at.labels && [...at.labels].some((label) => label.textContent.trim()))
          || at.getAttribute("aria-labelledby");
        const box = at.getBoundingClientRect();
        if (!named) return "no name: " + at.outerHTML.slice(0, 120);
        const style = getComputedStyle(at);
        const ringed = style.outlineStyle !== "none" || at.closest(":focus-within") !== null;
        if (!ringed) return "no ring: " + at.outerHTML.slice(0, 120);
        return box.width > 0 && box.height > 0 ? "fine" : "unseen: " + at.outerHTML.slice(0, 120);
      }
      """;
}
