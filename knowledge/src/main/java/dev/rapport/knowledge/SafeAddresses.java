package dev.rapport.knowledge;

import java.util.Locale;
import java.util.Set;
import org.commonmark.renderer.html.UrlSanitizer;

/// Lets an address through if it is relative or of a scheme that only leads somewhere. The
/// library's own list has `data:`, under which a link can carry a page with scripts.
final class SafeAddresses implements UrlSanitizer {

  private static final Set<String> LINKS = Set.of("http", "https", "mailto", "tel");
  private static final Set<String> IMAGES = Set.of("http", "https");

  @Override
  public String sanitizeLinkUrl(String url) {
    return allowed(url, LINKS) ? url : "";
  }

  @Override
  public String sanitizeImageUrl(String url) {
    return allowed(url, IMAGES) ? url : "";
  }

  /// What stands before a colon is a scheme unless a path, query or fragment began earlier (RFC
  /// 3986, §4.2). Anything not exactly on the list is refused, so that spaces and control
  /// characters, which browsers pass over, hide nothing.
  private static boolean allowed(String url, Set<String> schemes) {
    for (int i = 0; i < url.length(); i++) {
      switch (url.charAt(i)) {
        case ':' -> {
          return schemes.contains(url.substring(0, i).toLowerCase(Locale.ROOT));
        }
        case '/', '?', '#' -> {
          return true;
        }
        default -> {}
      }
    }
    return true;
  }
}
