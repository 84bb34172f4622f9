package dev.rapport.loadtests.routing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a result file of the reference set: the name of each figure, and its confidence interval.
final class PublishedFigures {
  private static final Pattern NAME = Pattern.compile("==>\\s*(.*\\S)");
  private static final Pattern INTERVAL =
      Pattern.compile("confidence interval .*:\\s*\\(\\s*([-0-9.E]+),\\s*([-0-9.E]+)\\s*\\)");
  private static final Pattern ROW =
      Pattern.compile(
          "(Type \\d+, period \\d+)\\s.*%\\s*\\(\\s*([-0-9.E]+),\\s*([-0-9.E]+)\\s*\\)");

  private PublishedFigures() {}

  record Interval(double low, double high) {
    boolean has(double value) {
      return value >= low && value <= high;
    }

    /// As many digits as were published.
    private static Interval of(Matcher matcher, int group) {
      return new Interval(
          Double.parseDouble(matcher.group(group)), Double.parseDouble(matcher.group(group + 1)));
    }
  }

  /// By name, in the order of the file.
  static Map<String, Interval> read(Path file) throws IOException {
    Map<String, Interval> figures = new LinkedHashMap<>();
    String name = "";
    for (String line : Files.readAllLines(file)) {
      Matcher named = NAME.matcher(line);
      Matcher interval = INTERVAL.matcher(line);
      Matcher row = ROW.matcher(line);
      if (named.find()) {
        name = named.group(1);
      } else if (interval.find()) {
        figures.put(name, Interval.of(interval, 1));
      } else if (row.find()) {
        figures.put(row.group(1), Interval.of(row, 2));
      }
    }
    return figures;
  }
}
