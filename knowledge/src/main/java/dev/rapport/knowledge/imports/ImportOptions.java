package dev.rapport.knowledge.imports;

import dev.rapport.knowledge.Visibility;
import org.jspecify.annotations.Nullable;

/// How an import treats what its files leave open.
///
/// @param source the collection's name: importing under the same name updates, under another adds;
///   null for the name of the file or folder
/// @param language for articles that name none
/// @param visibility for articles that name none
/// @param dryRun read and judge everything, save nothing
public record ImportOptions(
    @Nullable String source, String language, Visibility visibility, boolean dryRun) {

  public static final ImportOptions DEFAULT =
      new ImportOptions(null, "en", Visibility.PUBLIC, false);

  public ImportOptions withSource(String name) {
    return new ImportOptions(name, language, visibility, dryRun);
  }

  public ImportOptions asDryRun() {
    return new ImportOptions(source, language, visibility, true);
  }
}
