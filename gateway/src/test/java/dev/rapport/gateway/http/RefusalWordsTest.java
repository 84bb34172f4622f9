package dev.rapport.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.channels.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever the centre refuses, the pages have a sentence for.
final class RefusalWordsTest {
  private static final Path ROOT = Path.of(System.getProperty("rapport.root", ".."));
  private static final Pattern CODE = Pattern.compile("Re(?:jected|fused)\\(\\s*\"([a-z_]+)\"");
  private static final Pattern WORDS = Pattern.compile("^  ([a-z_]+): \"", Pattern.MULTILINE);

  @Test
  void everyCodeOfARefusalHasWords() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (String sources :
        List.of("routing/src/main/java", "gateway/src/main/java/dev/rapport/gateway/desk")) {
      codes.addAll(found(CODE, sources));
    }
    for (Receipt.Reason reason : Receipt.Reason.values()) {
      codes.add(reason.wireName());
    }
    assertThat(codes).hasSizeGreaterThan(30);
    assertThat(found(WORDS, "gateway/src/main/resources/web/app/refusals.js")).containsAll(codes);
  }

  private static Set<String> found(Pattern pattern, String place) throws IOException {
    Set<String> all = new TreeSet<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve(place))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Matcher matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
          all.add(matcher.group(1));
        }
      }
    }
    return all;
  }
}
