package dev.rapport.knowledge.editing;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/// What differs between two texts, line by line (Myers 1986, in linear space).
public final class ArticleDiff {

  /// Beyond so many lines of either text the whole is shown as replaced: comparing takes the
  /// product of what differs.
  static final int MAX_LINES = 5_000;

  private ArticleDiff() {}

  /// How a line stands in the newer text.
  public enum Kind {
    KEPT,
    ADDED,
    REMOVED
  }

  public record Line(Kind kind, String text) {}

  /// All lines of both, in order, those removed before those added in their place.
  public static List<Line> of(String older, String newer) {
    List<String> before = older.lines().toList();
    List<String> after = newer.lines().toList();
    var lines = new ArrayList<Line>();
    if (before.size() > MAX_LINES || after.size() > MAX_LINES) {
      before.forEach(line -> lines.add(new Line(Kind.REMOVED, line)));
      after.forEach(line -> lines.add(new Line(Kind.ADDED, line)));
      return lines;
    }
    int at = 0;
    var added = new ArrayList<Line>(); // of one place, where several deltas may follow each other
    for (AbstractDelta<String> delta :
        DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<>()).getDeltas()) {
      int from = delta.getSource().getPosition();
      if (from > at) {
        lines.addAll(added);
        added.clear();
      }
      before.subList(at, from).forEach(line -> lines.add(new Line(Kind.KEPT, line)));
      delta.getSource().getLines().forEach(line -> lines.add(new Line(Kind.REMOVED, line)));
      delta.getTarget().getLines().forEach(line -> added.add(new Line(Kind.ADDED, line)));
      at = from + delta.getSource().size();
    }
    lines.addAll(added);
    before.subList(at, before.size()).forEach(line -> lines.add(new Line(Kind.KEPT, line)));
    return lines;
  }
}
