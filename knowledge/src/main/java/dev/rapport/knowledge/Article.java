package dev.rapport.knowledge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A stored article.
///
/// @param id see {@link #idOf}
/// @param revision grows with every change within the centre; no two articles of a centre share one
/// @param touched the revision, or a later one's place when only its validity was changed since:
///   who reads articles in this order misses neither
/// @param updatedAt epoch milliseconds UTC of the last change
public record Article(
    String centre,
    String id,
    Origin origin,
    ArticleText text,
    Visibility visibility,
    ArticleState state,
    Validity validity,
    long revision,
    long touched,
    long updatedAt) {

  /// 80 bits: with 100,000 articles the chance of any collision is below 1 in 10^14.
  private static final int ID_BYTES = 10;

  /// The id of the article with that origin: 20 hex digits of a SHA-256. Derived rather than drawn,
  /// so that links to an article survive an import into a fresh store.
  public static String idOf(String centre, Origin origin) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {centre, origin.source(), origin.externalId()}) {
        sha.update(part.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0); // no part holds a NUL, so ("a", "bc") and ("ab", "c") differ
      }
      return HexFormat.of().formatHex(sha.digest(), 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Whether an audience may read this article at that moment.
  public boolean visibleTo(Audience audience, long now) {
    return state == ArticleState.PUBLISHED && audience.maySee(visibility) && validity.holds(now);
  }

  /// What this article was saved as.
  public SaveArticle asSaved() {
    return new SaveArticle(origin, text, visibility, state);
  }
}
