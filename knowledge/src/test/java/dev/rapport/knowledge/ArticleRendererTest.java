package dev.rapport.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleRendererTest {

  private final ArticleRenderer renderer = new ArticleRenderer();

  @Test
  void markdownBecomesAPageAndPlainText() {
    String markdown =
        "# Title\n\nSome **bold** text with a [link](https://example.org/a?b=c).\n\n- one\n- two";
    assertThat(renderer.toHtml(markdown))
        .contains("<h1>Title</h1>", "<strong>bold</strong>", "href=\"https://example.org/a?b=c\"")
        .contains("<li>one</li>");
    assertThat(renderer.toText(markdown)).contains("Some bold text with a").doesNotContain("**");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <b onclick=alert(1)>b</b>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:alert(1))",
        "![x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        "<style>*{display:none}</style>",
        "<iframe src=//evil.example></iframe>",
        "<svg/onload=alert(1)>",
      })
  void nothingInAnArticleCanRun(String markdown) {
    String html = renderer.toHtml(markdown);
    assertThat(html.toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("<script", "<img src=x", "<b ", "<style", "<iframe", "<svg")
        .doesNotContainPattern("(href|src)=\"\\s*(javascript|data|vbscript):");
  }

  @Test
  void htmlIsKeptAsTheTextItIs() {
    assertThat(renderer.toHtml("Use <del> to strike.")).contains("&lt;del&gt;");
    assertThat(renderer.toText("Use <del> to strike.")).isEqualTo("Use <del> to strike.");
  }

  static List<String> deep() {
    return List.of(
        ">".repeat(100_000) + "x",
        "[".repeat(100_000),
        "*a **a ".repeat(50_000),
        "- ".repeat(50_000) + "x",
        "![a](".repeat(50_000),
        "`".repeat(100_000),
        "<".repeat(100_000),
        "a\n".repeat(100_000),
        "&".repeat(100_000) + ";");
  }

  @ParameterizedTest
  @MethodSource("deep")
  void deepNestingNeitherOverflowsNorHangs(String markdown) {
    assertThat(renderer.toHtml(markdown)).isNotEmpty();
    assertThat(renderer.toText(markdown)).isNotNull();
  }

  @Test
  void aTableIsATableOnAPageAndLinesOfCellsInWords() {
    String table = "Sizes:\n\n| Size | **Part** |\n| --- | --- |\n| 700c | OF-7 |\n| 650b | |\n";
    var renderer = new ArticleRenderer();
    assertThat(renderer.toHtml(table)).contains("<th>Size</th>", "<td>700c</td>");
    assertThat(renderer.toText(table))
        .isEqualTo("Sizes:\nSize \u00b7 Part\n700c \u00b7 OF-7\n650b");
    assertThat(renderer.toText(table + "\nAsk us.")).endsWith("650b\nAsk us.");
  }

  @Test
  void whatIsInATableIsAsHarmlessAsElsewhere() {
    String html =
        new ArticleRenderer()
            .toHtml("| a |\n| --- |\n| <script>x()</script> [y](javascript:z) |\n");
    assertThat(html).doesNotContain("<script", "javascript:");
  }
}
