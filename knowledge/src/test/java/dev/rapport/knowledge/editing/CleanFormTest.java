package dev.rapport.knowledge.editing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.knowledge.ArticleRenderer;
import org.junit.jupiter.api.Test;

class CleanFormTest {

  @Test
  void headingsListsAndLinksBecomeMarkdown() {
    String html =
        "<h2>Refunds</h2><p>We <b>pay</b> within <em>five</em> days.</p><ul><li>by card</li>"
            + "<li>by <a href='https://bank.example/x'>bank</a></li></ul>";
    assertThat(CleanForm.ofHtml(html))
        .contains("## Refunds")
        .contains("We **pay** within *five* days.")
        .contains("- by card")
        .contains("[bank](<https://bank.example/x>)");
  }

  @Test
  void nothingThatRunsIsLeft() {
    String html =
        "<p onclick='x()'>Hi<script>alert(1)</script><iframe src='https://e.example'></iframe>"
            + "<a href='javascript:alert(1)'>there</a></p><style>p{}</style>";
    String form = CleanForm.ofHtml(html);
    assertThat(form).isEqualTo("Hithere");
  }

  @Test
  void whatLooksLikeMarkupInTheTextStaysText() {
    String form = CleanForm.ofHtml("<p>5 * 3 &lt;b&gt; _x_ [y](z)</p>");
    assertThat(new ArticleRenderer().toText(form)).isEqualTo("5 * 3 <b> _x_ [y](z)");
  }

  @Test
  void theTitleIsTheHeadingOrThePagesOwn() {
    assertThat(CleanForm.titleOf("<title>a</title><h1>b</h1>")).isEqualTo("b");
    assertThat(CleanForm.titleOf("<title>a</title><p>c")).isEqualTo("a");
  }

  @Test
  void aParagraphInAnItemStandsBesideItsMark() {
    assertThat(CleanForm.ofHtml("<ul><li><p>rim</p></li><li><p>pads</p><p>both</p></li></ul>"))
        .isEqualTo("- rim\n- pads\n\n  both");
  }

  @Test
  void spacesAtTheEndOfALineAreDroppedAndLongRunsOfThemAreNoWork() {
    assertThat(CleanForm.ofHtml("<pre>a \t \nb</pre>")).isEqualTo("```\na\nb\n```");
    String wide = "a" + " ".repeat(2_000_000) + "b";
    assertThat(CleanForm.ofHtml("<pre>" + wide + "</pre>")).contains(wide);
  }

  @Test
  void aPageOfManyParagraphsIsReadOnce() {
    assertThat(CleanForm.ofHtml("<p>word</p>".repeat(50_000)))
        .isEqualTo("word\n\n".repeat(50_000).strip());
  }

  @Test
  void aTableStaysATable() {
    String html =
        "<table><thead><tr><th>Size</th><th>Part | No</th></tr></thead>"
            + "<tbody><tr><td>700c</td><td>OF-7</td></tr></tbody></table><p>Ask.</p>";
    String clean = CleanForm.ofHtml(html);
    assertThat(clean).isEqualTo("| Size | Part \\| No |\n| --- | --- |\n| 700c | OF-7 |\n\nAsk.");
    assertThat(new ArticleRenderer().toHtml(clean)).contains("<th>Part | No</th>", "<td>OF-7</td>");
  }
}
