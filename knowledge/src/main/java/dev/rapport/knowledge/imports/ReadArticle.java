package dev.rapport.knowledge.imports;

import dev.rapport.knowledge.Origin;
import dev.rapport.knowledge.SaveArticle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An article as its file has it: its text, and what is kept beside it.
///
/// @param care null where the file says nothing of it
/// @param files in their order
/// @param language how its language was found
record ReadArticle(
    SaveArticle article, @Nullable ReadCare care, List<ReadFile> files, LanguageBy language) {

  ReadArticle {
    files = List.copyOf(files);
  }

  /// What a file says of an article's care: null for what it does not say, which then stays.
  record ReadCare(
      @Nullable String owner,
      @Nullable Long validFrom,
      @Nullable Long validUntil,
      @Nullable Long reviewAt,
      @Nullable Original original) {}

  /// @param stale whether the original has changed since it was translated
  record Original(Origin origin, boolean stale) {}

  /// @param path of the file, from where the articles lie
  /// @param addedBy a login; null where nothing is said
  /// @param addedAt epoch milliseconds; null where nothing is said
  record ReadFile(String path, @Nullable String addedBy, @Nullable Long addedAt) {}

  /// How a language was found.
  enum LanguageBy {
    NAME,
    OPTION,
    WORDS,
    DEFAULT
  }
}
