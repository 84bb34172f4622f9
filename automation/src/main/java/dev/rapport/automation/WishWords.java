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
record WishWords(Pattern request, Pattern only, Pattern negation, Pattern subject) {
  /// A negation further away belongs to something else.
  private static final int REACH = 60;

  /// From alternatives of regular expressions.
  static WishWords of(String request, String only, String negation, String subject) {
    return new WishWords(
        Pattern.compile("\\b(?:" + request + ")"),
        Pattern.compile("(?:" + only + ")"),
        Pattern.compile("\\b(?:" + negation + ")\\b"),
        Pattern.compile("\\b(?:" + subject + ")\\b"));
  }

  boolean isOnly(String message) {
    return only.matcher(message).matches();
  }

  boolean asks(String clause) {
    Matcher matcher = request.matcher(clause);
    while (matcher.find()) {
      if (!negated(clause, matcher.start())) {
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
}
