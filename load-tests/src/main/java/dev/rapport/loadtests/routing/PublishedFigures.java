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

  /// @param digits behind the point, as many as were published
  record Interval(double low, double high, int digits) {
    /// To the precision of what was published.
    boolean has(double value) {
      double scale = Math.pow(10, digits);
      double rounded = Math.rint(value * scale) / scale;
      return rounded >= low && rounded <= high;
    }

    private static Interval of(Matcher matcher, int group) {
      String low = matcher.group(group);
      return new Interval(
          Double.parseDouble(low),
          Double.parseDouble(matcher.group(group + 1)),
          low.length() - 1 - low.indexOf('.'));
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
