package dev.rapport.routing;

/// How a contact ended. Every contact that arrived meets exactly one of these, once.
public enum Fate {
  /// An agent worked on it.
  HANDLED,
  /// The customer took an answer and wanted nobody.
  SELF_SERVED,
  /// The customer left before an agent had it.
  ABANDONED,
  /// Nobody took it, or nobody finished it, in the time the plan allows.
  EXPIRED,
  /// It turned out to be part of another contact.
  MERGED_INTO,
  /// A rule or a supervisor closed it.
  CLOSED_BY_RULE,
  /// It looked dangerous and was put aside.
  QUARANTINED,
  /// The centre would not take it: a queue at its limit, for instance.
  REFUSED_BY_POLICY
}
