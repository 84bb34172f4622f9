package dev.rapport.loadtests;

/// One reading of a Prometheus page.
record Metrics(String page, long atNanos) {
  /// The sum of all series of `name`, whatever their labels; NaN when there is none.
  double sum(String name) {
    double sum = Double.NaN;
    for (String line : page.split("\n")) {
      if (line.startsWith(name)
          && line.length() > name.length()
          && isEnd(line.charAt(name.length()))) {
        double value = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
        sum = Double.isNaN(sum) ? value : sum + value;
      }
    }
    return sum;
  }

  private static boolean isEnd(char c) {
    return c == ' ' || c == '{';
  }

  /// How fast a counter grew between an earlier reading and this one; null when it is not there.
  @org.jspecify.annotations.Nullable
  Double perSecond(String counter, Metrics earlier) {
    double grown = sum(counter) - earlier.sum(counter);
    double seconds = (atNanos - earlier.atNanos) / 1e9;
    return Double.isNaN(grown) ? null : Math.round(10 * grown / seconds) / 10.0;
  }
}
