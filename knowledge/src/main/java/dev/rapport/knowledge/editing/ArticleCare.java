package dev.rapport.knowledge.editing;

import dev.rapport.knowledge.Article;
import dev.rapport.knowledge.Validity;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who looks after an article, and when. Times are epoch milliseconds UTC.
///
/// @param owner the login of the person who answers for it
/// @param validFrom nobody finds it before; then it is published, if it waits in review
/// @param validUntil nobody finds it from then on; it is archived
/// @param reviewAt when somebody is to look whether it is still true
/// @param translation what it translates
public record ArticleCare(
    @Nullable String owner,
    @Nullable Long validFrom,
    @Nullable Long validUntil,
    @Nullable Long reviewAt,
    @Nullable Translation translation) {

  public static final ArticleCare NONE = new ArticleCare(null, null, null, null, null);

  /// Whether both publish and archive at the same times.
  public boolean sameDates(ArticleCare other) {
    return Objects.equals(validFrom, other.validFrom)
        && Objects.equals(validUntil, other.validUntil);
  }

  /// When it counts.
  public Validity validity() {
    return new Validity(validFrom, validUntil);
  }

  /// Whether it translates an older revision of its original.
  public boolean isBehind(@Nullable Article original) {
    return translation != null
        && original != null
        && translation.of().equals(original.id())
        && original.revision() > translation.revision();
  }

  /// @param of the id of the article it was translated from
  /// @param revision which of its revisions was translated
  public record Translation(String of, long revision) {}
}
