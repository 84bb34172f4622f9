package dev.rapport.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Where a PostgreSQL is: `postgresql://user:password@host:5432/database?sslmode=require`. What
/// stands behind the question mark goes to the driver.
///
/// @param jdbc without user and password
record PostgresAddress(String jdbc, @Nullable String user, @Nullable String password) {

  /// @throws IllegalArgumentException saying what is wrong, without the password
  static PostgresAddress of(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the address of the storage is not a URL", e);
    }
    boolean known = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
    String path = uri.getRawPath();
    if (!known || uri.getHost() == null || path == null || path.length() < 2) {
      throw new IllegalArgumentException(
          "the storage must be like postgresql://user:password@host:5432/database");
    }
    String[] who = String.valueOf(uri.getRawUserInfo()).split(":", 2);
    boolean named = uri.getRawUserInfo() != null;
    return new PostgresAddress(
        "jdbc:postgresql://"
            + uri.getHost()
            + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
            + path
            + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()),
        named ? decoded(who[0]) : null,
        named && who.length == 2 ? decoded(who[1]) : null);
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /// Without the password.
  @Override
  public String toString() {
    return jdbc.substring("jdbc:".length()).replaceAll("\\?.*", "");
  }
}
