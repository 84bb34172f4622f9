package dev.rapport.gateway.running;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What agents, visitors, supervisors and editors do beyond talking, in a real browser.
final class DeskWorkTest {
  @TempDir private static Path data;
  private static RunningRapport rapport;
  private static Browsing browsing;

  @BeforeAll
  static void open() {
    Path chromium = Browsing.chromium("DeskWorkTest");
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

  /// Whatever a test left open does not meet the next one.
  @AfterEach
  void everybodyGoesHome() {
    browsing.leave();
    change("orders", new JsonObject());
    for (String state : List.of("waiting", "offered", "assigned", "wrap_up", "answering")) {
      for (Object open :
          rapport.get("sofia", "/api/v1/contacts?state=" + state).getJsonArray("contacts")) {
        command("contacts/" + ((JsonObject) open).getString("id"), "close");
      }
    }
    assertThat(browsing.faults()).isEmpty();
  }

  private static void command(String what, String command) {
    rapport
        .call("POST", "/api/v1/" + what + "/commands")
        .as(rapport.token("sofia"))
        .json(new JsonObject().put("command", command).put("why", "the test is over"))
        .send();
  }

  private static Page desk(String login) {
    Page desk = browsing.page("/desk");
    Browsing.logIn(desk, login);
    desk.locator(".presence select").selectOption("available");
    assertThat(desk.locator(".presence.available")).isVisible();
    return desk;
  }

  private static Page chat(String words) {
    Page visitor = browsing.page("/");
    visitor.locator("#to-chat").click();
    visitor.getByLabel("Your mail address (optional)").fill("harriet.boone@example.org");
    visitor.getByLabel("Straight to a person", new Page.GetByLabelOptions().setExact(true)).check();
    visitor.locator("#chat-text").fill(words);
    visitor.locator("#chat-text").press("Enter");
    return visitor;
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private static void accept(Page desk) {
    desk.locator(".offer .primary").click();
    assertThat(desk.locator(".offer")).hasCount(0);
    assertThat(desk.locator(".talk-head")).isVisible();
  }

  private static void passOn(Page desk, String to, String why, boolean askFirst) {
    desk.keyboard().press("t");
    Locator target = desk.locator("#pass-to");
    desk.locator("#pass-to option[value='" + to + "']").waitFor(attached());
    target.selectOption(to);
    desk.locator("#pass-why").fill(why);
    if (askFirst) {
      desk.getByLabel("Ask first, and keep it meanwhile").check();
    }
    desk.locator(".pass-on .primary").click();
  }

  private static Locator.WaitForOptions attached() {
    return new Locator.WaitForOptions()
        .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED);
  }

  @Test
  void aContactIsPassedOnAndWhoeverHasItNextReadsWhy() {
    Page ben = desk("ben");
    Page visitor = chat("My saddle came loose");
    accept(ben);
    Page ana = desk("ana");
    passOn(ben, "agent:ana", "she knows saddles", false);
    assertThat(visitor.locator(".course")).containsText("You are passed on to Support");
    assertThat(visitor.locator(".course")).containsText("You keep your place");
    accept(ana);
    assertThat(ana.locator(".strip")).containsText("Ben Okoye passed it on: she knows saddles");
    assertThat(visitor.locator(".course")).hasCount(0);
    Browsing.shoot(ana, "desk-passed-on");
  }

  @Test
  void aVisitorWouldRatherBeCalledAndChangesTheirMind() {
    Page visitor = chat("My saddle is gone");
    button(visitor, "Call me instead").click();
    visitor.locator("#call-number").fill("0117 496 0020");
    visitor.locator("#call-later").check();
    Browsing.shoot(visitor, "chat-call-me");
    button(visitor, "Call me").click();
    assertThat(visitor.locator(".chat .standing")).containsText("You will be called back");
    assertThat(visitor.locator(".course")).containsText("We call you back from");
    assertThat(visitor.locator("[role=log]")).containsText("+44 117 496 0020");
    Browsing.shoot(visitor, "chat-to-be-called");
    button(visitor, "Do not call me back").click();
    assertThat(visitor.locator(".course")).containsText("Nobody will call you back");
  }

  @Test
  @DisplayName("P17: asked, seen by both, and handed over on the screen")
  void aColleagueIsAskedAndTheContactHandedOver() {
    Page ben = desk("ben");
    Page visitor = chat("My saddle came loose again");
    accept(ben);
    passOn(ben, "agent:cleo", "do you know?", true);
    assertThat(ben.locator(".pass-on [role=alert]")).containsText("They cannot take it now");
    ben.locator(".pass-on .quiet").click();
    Page ana = desk("ana");
    ben.locator(".talk-head h1").click();
    passOn(ben, "agent:ana", "do you know it?", true);
    assertThat(ana.locator(".offer")).containsText("Ben Okoye asks you");
    accept(ana);
    assertThat(ana.locator(".strip")).containsText("do you know it?");
    assertThat(ana.locator("#reply")).hasCount(0);
    assertThat(ben.locator(".strip")).containsText("Ana Teixeira has your question");
    ben.reload();
    assertThat(ben.locator(".strip")).containsText("Ana Teixeira has your question");
    button(ben, "Hand over").click();
    assertThat(ana.locator("#reply")).isVisible();
    assertThat(visitor.locator("#chat-title")).hasText("Ana Teixeira");
  }

  @Test
  void lunchAfterThisOneIsSaidAndTakenBackAndWrapUpGetsMoreTime() {
    Page ben = desk("ben");
    chat("Just a question");
    accept(ben);
    ben.locator(".presence select").selectOption("after away:Meal");
    assertThat(ben.locator(".then")).containsText("then meal");
    ben.reload();
    assertThat(ben.locator(".then")).containsText("then meal");
    ben.getByLabel("Stay as you are after this contact").click();
    assertThat(ben.locator(".then")).hasCount(0);
    ben.keyboard().press("w");
    button(ben, "More time").click();
    ben.locator("#more-minutes").selectOption("15");
    button(ben, "Extend").click();
    assertThat(ben.locator(".wrap-left")).containsText("24:");
  }

  @Test
  void anOfferIsDeclinedWithAReasonAndTheNextOfAQueueIsTaken() {
    change("orders", new JsonObject().put("pull", true));
    Page ana = desk("ana");
    Page visitor = chat("Where is my parcel?");
    assertThat(visitor.locator(".standing")).containsText("You are next");
    assertThat(ana.locator(".pull")).isVisible();
    ana.keyboard().press("p");
    assertThat(ana.locator(".talk-head")).containsText("Harriet Boone");
    ana.locator(".pull").click();
    assertThat(ana.locator("[aria-label='Take the next contact'] [role=alert]"))
        .containsText("Nothing waits there");
    change("orders", new JsonObject());
    ana.close();
    Page ben = desk("ben");
    chat("Not for me");
    ben.getByLabel("Decline with a reason").selectOption("Not my subject");
    assertThat(ben.locator(".offer")).hasCount(0);
  }

  private static void change(String queue, JsonObject rules) {
    JsonObject body =
        rules
            .put("name", "Orders")
            .put("skills", new JsonObject().put("orders", 40))
            .put("offerSeconds", 60)
            .put("wrapUpSeconds", 600);
    var answer =
        rapport.call("PUT", "/api/v1/queues/" + queue).as(rapport.token("sofia")).json(body).send();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void aVisitorIsToldOfACallbackAndCancelsIt() {
    JsonObject never = new JsonObject().put("sun", "03:00-03:01");
    change(
        "orders",
        new JsonObject()
            .put("hours", new JsonObject().put("zone", "Europe/London").put("week", never))
            .put("whenClosed", "callback"));
    Page visitor = chat("Where is my parcel now?");
    assertThat(visitor.locator(".course")).containsText("We are closed now.");
    assertThat(visitor.locator(".course")).containsText("We call you back from");
    assertThat(visitor.locator(".standing")).hasText("You will be called back");
    visitor.reload();
    visitor.locator("#to-chat").click();
    button(visitor, "Do not call me back").click();
    assertThat(visitor.locator(".course")).containsText("Nobody will call you back");
  }

  @Test
  void aVisitorWhoWouldRatherNotWaitLeavesAMessage() {
    Page visitor = chat("I am in a hurry");
    button(visitor, "Rather not wait? Leave it as a message").click();
    assertThat(visitor.locator(".course")).containsText("Your message is with us");
    Page ben = desk("ben");
    assertThat(ben.locator(".offer")).containsText("Chat, a message");
    accept(ben);
    assertThat(ben.locator(".strip")).containsText("They left a message");
  }

  @Test
  @DisplayName("P38: what is sensitive opens when the agent has made sure, and not before")
  void theAgentMakesSureAndPromises() {
    Page ben = desk("ben");
    chat("Who am I?");
    accept(ben);
    assertThat(ben.locator(".recognition")).containsText("stay closed until you have made sure");
    assertThat(ben.locator("customer-timeline")).not().containsText("Who am I?");
    button(ben, "It is Harriet Boone").click();
    assertThat(ben.locator(".recognition")).containsText("An agent made sure who this is");
    assertThat(ben.locator("customer-timeline")).containsText("Who am I?");
    ben.getByText("Promise", new Page.GetByTextOptions().setExact(true)).click();
    ben.locator("#add-what").fill("a new clamp");
    button(ben, "Keep it").click();
    assertThat(ben.locator(".owed")).containsText("a new clamp");
    button(ben, "They taught us").click();
    ben.locator("#add-wish").fill("Write, do not call");
    button(ben, "Keep it").click();
    assertThat(ben.locator(".lesson")).containsText("Write, do not call");
    Browsing.shoot(ben, "desk-relationship");
    button(ben, "Let them read their wishes").click();
    assertThat(ben.locator("#reply")).hasValue(Pattern.compile("/my#"));
    String written = ben.locator("#reply").inputValue();
    Page own = browsing.page(written.substring(written.indexOf("/my#")));
    assertThat(own.locator(".wishes")).containsText("Write, do not call");
    button(own, "Correct Write, do not call").click();
    own.locator(".wishes input").fill("Write, never call");
    own.locator(".wishes .primary").click();
    assertThat(ben.locator(".lesson")).containsText("Write, never call");
    button(own, "Take back Write, never call").click();
    assertThat(own.locator(".wishes li")).hasCount(0);
    ben.locator(".owed").getByText("Kept").click();
    assertThat(ben.locator(".owed")).hasCount(0);
  }
}
