package dev.rapport.knowledge;

/// The command to create or update the article of an origin. {@link ArticleLimits} says what is
/// acceptable.
public record SaveArticle(
    Origin origin, ArticleText text, Visibility visibility, ArticleState state) {}
