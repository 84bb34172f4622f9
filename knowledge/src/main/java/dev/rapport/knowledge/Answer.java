package dev.rapport.knowledge;

/// An article that may answer a question, with its own words as evidence.
///
/// @param score the engine's score; comparable within one list only
/// @param confidence 0 to 1: see {@link Confidence}
/// @param offer whether it is good enough to be shown to a customer unasked
public record Answer(
    String articleId,
    String title,
    Excerpt excerpt,
    double score,
    double confidence,
    boolean offer) {}
