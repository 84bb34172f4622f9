package dev.rapport.knowledge;

/// Where an article stands in its life. Only {@link #PUBLISHED} articles can be found.
///
/// ```
///   DRAFT ──▶ REVIEW ──▶ PUBLISHED ──▶ ARCHIVED
///     ▲          │           │             │
///     └──────────┴───────────┴─────────────┘
/// ```
public enum ArticleState {
  DRAFT,
  REVIEW,
  PUBLISHED,
  ARCHIVED
}
