package dev.rapport.automation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How one language asks for a person. All patterns are matched against words as [Tokens] makes
/// them, one space apart.
///
/// @param request a request, wherever it stands in a clause
/// @param only a whole message that is nothing but the wish
/// @param negation what takes a request back when it stands before it
/// @param subject where the search for a negation ends
/// @param takenBack what takes a request back when it stands after it
record WishWords(
    Pattern request, Pattern only, Pattern negation, Pattern subject, Pattern takenBack) {
  /// A negation further away belongs to something else.
  private static final int REACH = 60;

  private static final String NEVER = "(?!)";

  /// From alternatives of regular expressions.
  static WishWords of(String request, String only, String negation, String subject) {
    return new WishWords(
        words("\\b(?:" + request + ")"),
        words("(?:" + only + ")"),
        words("\\b(?:" + negation + ")\\b"),
        words("\\b(?:" + subject + ")\\b"),
        words(NEVER));
  }

  /// As above, for writing without spaces, in which words have no edges.
  static WishWords unspaced(String request, String only, String negation, String takenBack) {
    return new WishWords(
        words(Tokens.plain(request)),
        words("(?:" + Tokens.plain(only) + ")"),
        words(Tokens.plain(negation)),
        words(NEVER),
        words(Tokens.plain(takenBack)));
  }

  /// Letters of any script make words.
  private static Pattern words(String pattern) {
    return Pattern.compile(pattern, Pattern.UNICODE_CHARACTER_CLASS);
  }

  boolean isOnly(String message) {
    return only.matcher(message).matches();
  }

  boolean asks(String clause) {
    Matcher matcher = request.matcher(clause);
    while (matcher.find()) {
      if (!negated(clause, matcher.start()) && !takenBack(clause, matcher.end())) {
        return true;
      }
    }
    return false;
  }

  private boolean negated(String clause, int at) {
    String before = clause.substring(Math.max(0, at - REACH), at);
    Matcher subjects = subject.matcher(before);
    int from = 0;
    while (subjects.find()) {
      from = subjects.end();
    }
    return negation.matcher(before.substring(from)).find();
  }

  private boolean takenBack(String clause, int end) {
    return takenBack.matcher(clause.substring(end, Math.min(clause.length(), end + REACH))).find();
  }
}
