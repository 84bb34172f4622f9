package dev.rapport.knowledge;

/// An article that may answer a question, with its own words as evidence.
///
/// @param language the article's
/// @param score the engine's score; comparable within one list only
/// @param confidence 0 to 1: see {@link Confidence}
/// @param evidence what the confidence was made from, to be kept with a judgement
/// @param offer whether it is good enough to be shown to a customer unasked
public record Answer(
    String articleId,
    String title,
    Excerpt excerpt,
    String language,
    double score,
    double confidence,
    ArticleIndex.Evidence evidence,
    boolean offer) {}
