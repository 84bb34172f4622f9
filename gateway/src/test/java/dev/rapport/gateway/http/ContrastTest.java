package dev.rapport.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The colours of the pages can be read, in light and in dark (WCAG 2.2, 1.4.3 and 1.4.11).
final class ContrastTest {
  private static final Path TOKENS =
      Path.of(
          System.getProperty("rapport.root", ".."),
          "gateway/src/main/resources/web/style/tokens.css");

  private static final Pattern TOKEN = Pattern.compile("--([a-z0-9-]+): #([0-9a-f]{6});");

  /// Text on what it stands on.
  private static final List<String> TEXT =
      List.of(
          "ink bg",
          "ink surface",
          "ink surface-2",
          "ink sunken",
          "ink accent-soft",
          "ink mark",
          "ink warn-soft",
          "ink-2 bg",
          "ink-2 surface",
          "ink-2 sunken",
          "ink-2 warn-soft",
          "ink-2 accent-soft",
          "ink-3 bg",
          "ink-3 surface",
          "ink-3 surface-2",
          "accent surface",
          "accent bg",
          "accent accent-soft",
          "accent-ink accent",
          "accent-ink accent-hover",
          "good surface",
          "good good-soft",
          "warn surface",
          "warn bg",
          "warn warn-soft",
          "bad surface",
          "bad bg",
          "bad bad-soft",
          "bad surface-2",
          "bg ink");

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void textHoldsFourAndAHalfToOneAndControlsThree(String scheme) throws IOException {
    Map<String, String> tokens = tokens(scheme);
    for (String pair : TEXT) {
      assertThat(contrast(tokens, pair)).as(pair + " in " + scheme).isGreaterThanOrEqualTo(4.5);
    }
    for (String pair : List.of("line-strong surface", "line-strong bg", "accent surface")) {
      assertThat(contrast(tokens, pair)).as(pair + " in " + scheme).isGreaterThanOrEqualTo(3);
    }
  }

  private static Map<String, String> tokens(String scheme) throws IOException {
    String css = Files.readString(TOKENS);
    int dark = css.indexOf("@media (prefers-color-scheme: dark)");
    Map<String, String> tokens = new HashMap<>();
    Matcher matcher = TOKEN.matcher(scheme.equals("dark") ? css : css.substring(0, dark));
    while (matcher.find()) {
      tokens.put(matcher.group(1), matcher.group(2));
    }
    return tokens;
  }

  private static double contrast(Map<String, String> tokens, String pair) {
    String[] names = pair.split(" ", 2);
    double one = luminance(Objects.requireNonNull(tokens.get(names[0]), names[0]));
    double other = luminance(Objects.requireNonNull(tokens.get(names[1]), names[1]));
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  private static double luminance(String hex) {
    double sum = 0;
    double[] weights = {0.2126, 0.7152, 0.0722};
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16) / 255.0;
      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
