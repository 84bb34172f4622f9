package dev.rapport.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The files of the screens fit together and fit their policy: what a browser would only find out
/// later.
final class PageFilesTest {
  private static final Path WEB =
      Path.of(System.getProperty("rapport.root", ".."), "gateway/src/main/resources/web");

  private static final int LONGEST_FILE = 400;
  private static final Pattern SCRIPT =
      Pattern.compile("<script(?![^>]*type=\"importmap\")([^>]*)>");
  private static final Pattern ADDRESS =
      Pattern.compile("(?:href|src)=\"(/[a-z][^\"#?]*\\.[a-z]+)\"");
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:[^;\"]* from )?\"([^\"]+)\";", Pattern.MULTILINE);

  @ParameterizedTest
  @ValueSource(
      strings = {"index.html", "desk.html", "live.html", "edit.html", "my.html", "widget.html"})
  void aPageHasTheCommonImportMapAndNoOtherInlineScript(String page) throws IOException {
    String html = read(page);
    assertThat(html).containsOnlyOnce("<script type=\"importmap\"></script>");
    assertThat(matches(SCRIPT, html)).allMatch(attributes -> attributes.contains("src="));
    assertThat(html).doesNotContainPattern("\\son[a-z]+=|style=\"|<style");
  }

  @Test
  void whatTheImportMapNamesIsOnTheClassPath() throws IOException {
    for (Map.Entry<String, Object> entry : imports()) {
      String address = entry.getValue().toString();
      String file = address.endsWith("/") ? address + "directives/repeat.js" : address;
      assertThat(served(file)).as(entry.getKey() + " -> " + file).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"index.html", "desk.html", "live.html", "edit.html", "my.html", "widget.html"})
  void whatAPageLinksIsThere(String page) throws IOException {
    assertThat(matches(ADDRESS, read(page))).isNotEmpty().allMatch(PageFilesTest::served);
  }

  @Test
  void whatAModuleImportsIsThere() throws IOException {
    List<String> known = imports().stream().map(Map.Entry::getKey).toList();
    try (Stream<Path> files = Files.walk(WEB.resolve("app"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (String name : matches(IMPORT, Files.readString(file))) {
          if (name.startsWith(".")) {
            Path target = Objects.requireNonNull(file.getParent()).resolve(name);
            assertThat(target).as(file + " imports " + name).exists();
          } else {
            assertThat(known)
                .as(file + " imports " + name)
                .anyMatch(key -> key.endsWith("/") ? name.startsWith(key) : name.equals(key));
          }
        }
      }
    }
  }

  @Test
  void everyFileKeepsItsBudgetAndPutsNoMarkupIntoThePageFromText() throws IOException {
    try (Stream<Path> files = Files.walk(WEB)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        assertThat(text.lines().count()).as(file + ": split it by noun").isLessThan(LONGEST_FILE);
        assertThat(text)
            .as(file.toString())
            .doesNotContain(
                "innerHTML", "insertAdjacentHTML", "document.write", "unsafeHTML", "eval(");
      }
    }
  }

  private static List<Map.Entry<String, Object>> imports() throws IOException {
    return List.copyOf(
        new JsonObject(read("importmap.json")).getJsonObject("imports").getMap().entrySet());
  }

  private static boolean served(String address) {
    String resource =
        address.startsWith("/webjars/") ? "/META-INF/resources" + address : "/web" + address;
    return PageFilesTest.class.getResource(resource) != null;
  }

  private static String read(String page) throws IOException {
    return Files.readString(WEB.resolve(page));
  }

  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
