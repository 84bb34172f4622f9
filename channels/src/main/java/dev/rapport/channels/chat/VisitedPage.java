package dev.rapport.channels.chat;

import dev.rapport.channels.PlainText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// A page of the customer's own site that a visitor looked at, as the chat on it told.
///
/// @param address without what follows `?` or `#`: that can hold what nobody else should read
/// @param title as plain text in one line; may be empty
/// @param agoMs how long before it was told of; at most [#MAX_AGO_MS]
public record VisitedPage(String address, String title, long agoMs) {
  static final int MAX_ADDRESS = 2_000;
  static final int MAX_TITLE = 200;

  /// Pages are told of within a visit.
  static final long MAX_AGO_MS = 24L * 3_600_000;

  /// Empty when the address is not that of a page.
  static Optional<VisitedPage> of(String address, String title, long agoMs) {
    try {
      URI page = new URI(address.strip());
      String scheme = page.getScheme() == null ? "" : page.getScheme().toLowerCase(Locale.ROOT);
      String host = page.getHost();
      if (host == null || !(scheme.equals("https") || scheme.equals("http"))) {
        return Optional.empty();
      }
      String port = page.getPort() < 0 ? "" : ":" + page.getPort();
      String path = page.getRawPath() == null ? "" : page.getRawPath();
      return Optional.of(
          new VisitedPage(
              scheme + "://" + host.toLowerCase(Locale.ROOT) + port + path,
              PlainText.atMost(PlainText.line(title), MAX_TITLE),
              Math.min(agoMs, MAX_AGO_MS)));
    } catch (URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }
}
