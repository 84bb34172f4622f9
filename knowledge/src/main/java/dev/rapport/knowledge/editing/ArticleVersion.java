package dev.rapport.knowledge.editing;

import dev.rapport.knowledge.ArticleState;
import dev.rapport.knowledge.ArticleText;
import dev.rapport.knowledge.Visibility;

/// An article as it once was.
///
/// @param revision the one it got when it was saved
/// @param savedAt epoch milliseconds UTC
/// @param author the login of a person, or the name of what saved it
public record ArticleVersion(
    String article,
    long revision,
    long savedAt,
    String author,
    ArticleText text,
    Visibility visibility,
    ArticleState state) {}
