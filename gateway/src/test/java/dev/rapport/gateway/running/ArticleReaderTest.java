package dev.rapport.gateway.running;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent reads what customers may not, in a real browser; the editor's list follows others.
final class ArticleReaderTest {
  @TempDir private static Path data;
  private static RunningRapport rapport;
  private static Browsing browsing;

  @BeforeAll
  static void open() {
    Path chromium = Browsing.chromium("ArticleReaderTest");
    rapport = RunningRapport.start(data);
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
    browsing.leave();
    assertThat(browsing.faults()).isEmpty();
  }

  private static String written(String title, String visibility, String body) {
    JsonObject article =
        new JsonObject()
            .put("title", title)
            .put("body", body)
            .put("language", "en")
            .put("visibility", visibility)
            .put("tags", new JsonArray().add("forks"))
            .put("category", "workshop")
            .put("state", "published");
    var saved =
        rapport
            .call("POST", "/api/v1/editor/articles")
            .as(rapport.token("sofia"))
            .json(article)
            .send();
    assertThat(saved.statusCode()).as(saved.body()).isEqualTo(201);
    return new JsonObject(saved.body()).getString("id");
  }

  @Test
  void anInternalArticleIsReadOverTheDesk() {
    String id =
        written(
            "Recall of the Osprey fork",
            "internal",
            "Osprey forks of **2019** are exchanged for free.\n\n| Size | Part |\n| --- | --- |\n"
                + "| 700c | OF-7 |\n\n1. Ask for the number below the crown.\n2. Order the part.");
    Page desk = browsing.page("/desk");
    Browsing.logIn(desk, "ben");
    desk.getByText("Become available").click();
    rapport.form(
        new JsonObject()
            .put("message", "Is there a recall of my Osprey fork?")
            .put("person", true));
    assertThat(desk.locator(".offer")).isVisible();
    desk.keyboard().press("a");
    assertThat(desk.locator("#reply")).isVisible();
    desk.keyboard().press("s");
    Locator title =
        desk.locator("article-suggestions")
            .getByRole(
                AriaRole.BUTTON,
                new Locator.GetByRoleOptions().setName("Recall of the Osprey fork").setExact(true));
    title.click();
    Locator reader = desk.locator("dialog.reader");
    assertThat(reader).isVisible();
    assertThat(reader.locator("h2").first()).hasText("Recall of the Osprey fork");
    assertThat(reader).containsText("Internal: not for customers");
    assertThat(reader.locator(".prose td").first()).hasText("700c");
    assertThat(reader.getByText("As customers see it")).hasCount(0);
    Browsing.shoot(desk, "desk-article");
    assertThat(rapport.call("GET", "/api/v1/articles/" + id).send().statusCode()).isEqualTo(404);
    desk.keyboard().press("Escape");
    assertThat(reader).isHidden();
  }

  @Test
  void theEditorsListShowsWhatSomebodyElseHasWritten() {
    Page editor = browsing.page("/edit");
    Browsing.logIn(editor, "sofia");
    assertThat(editor.locator("article-list")).containsText("articles");
    written("Nobody has loaded the page again", "public", "It is there.");
    assertThat(editor.locator("article-list")).containsText("Nobody has loaded the page again");
  }
}
