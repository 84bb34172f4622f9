package dev.rapport.knowledge.intents;

import org.jspecify.annotations.Nullable;

/// A question of which somebody has said what it is about.
///
/// @param intent null for a question that is about none of the intents
public record LabelledQuestion(String text, @Nullable String intent) {}
