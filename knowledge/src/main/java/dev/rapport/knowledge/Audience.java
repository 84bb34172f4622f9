package dev.rapport.knowledge;

/// Whose eyes an answer is for. It decides which articles exist at all for the question.
public enum Audience {
  CUSTOMER,
  AGENT;

  /// Whether this audience may read articles of that visibility.
  public boolean maySee(Visibility visibility) {
    return switch (this) {
      case CUSTOMER -> visibility == Visibility.PUBLIC;
      case AGENT -> true;
    };
  }
}
