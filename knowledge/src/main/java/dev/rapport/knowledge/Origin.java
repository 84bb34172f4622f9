package dev.rapport.knowledge;

/// Where an article comes from, unique within a centre; saving the same origin again updates the
/// same article.
///
/// @param source the collection it came from, for instance the imported folder's name, or `editor`
/// @param externalId its id there: a path inside the folder, the id column of a table
public record Origin(String source, String externalId) {}
