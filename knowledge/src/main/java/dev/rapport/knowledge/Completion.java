package dev.rapport.knowledge;

/// What a beginning may become: an article whose title or question has words that begin so.
///
/// @param text the title
public record Completion(String articleId, String text) {}
