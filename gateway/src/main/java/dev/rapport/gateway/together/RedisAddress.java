package dev.rapport.gateway.together;

/// Where Redis is, and how it is spoken to.
///
/// @param url `redis://`, `rediss://` or `redis-sentinel://`
/// @param prefix of all names in it
/// @param authorities a PEM file: who may sign its certificate; empty for those the JDK trusts
public record RedisAddress(String url, String prefix, String authorities) {
  /// @throws IllegalArgumentException saying what is wrong with the URL, without the password
  public static void check(String url) {
    RedisCarrier.checkUrl(url);
  }
}
