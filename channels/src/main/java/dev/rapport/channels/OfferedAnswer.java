package dev.rapport.channels;

/// An answer from the knowledge base, as offered in a message.
///
/// @param article the article's id
/// @param confidence between 0 and 1
public record OfferedAnswer(String article, String title, String excerpt, double confidence) {}
