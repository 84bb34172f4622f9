package dev.rapport.knowledge.imports;

import dev.rapport.knowledge.Visibility;
import org.jspecify.annotations.Nullable;

/// How an import treats what its files leave open.
///
/// @param source the collection's name: importing under the same name updates, under another adds;
///   null for the name of the file or folder
/// @param language for articles that name none; null when their words are to tell
/// @param otherwise the language of those whose words do not tell
/// @param visibility for articles that name none
/// @param dryRun read and judge everything, save nothing
public record ImportOptions(
    @Nullable String source,
    @Nullable String language,
    String otherwise,
    Visibility visibility,
    boolean dryRun) {

  public static final ImportOptions DEFAULT =
      new ImportOptions(null, null, "en", Visibility.PUBLIC, false);

  public ImportOptions withSource(String name) {
    return new ImportOptions(name, language, otherwise, visibility, dryRun);
  }

  public ImportOptions withLanguage(String code) {
    return new ImportOptions(source, code, otherwise, visibility, dryRun);
  }

  /// The language of what neither names one nor can be told by its words.
  public ImportOptions otherwiseIn(String code) {
    return new ImportOptions(source, language, code, visibility, dryRun);
  }

  public ImportOptions withVisibility(Visibility who) {
    return new ImportOptions(source, language, otherwise, who, dryRun);
  }

  public ImportOptions asDryRun() {
    return new ImportOptions(source, language, otherwise, visibility, true);
  }
}
