package dev.rapport.gateway.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Where products, orders and entitlements are kept.
public sealed interface SourceSettings {
  /// The most sources a centre has.
  int MOST = 20;

  /// Stands on the tile.
  String name();

  /// How long an answer counts as of now.
  int cacheSeconds();

  /// @param url with `{id}` for the customer's number, or `{email}`
  /// @param register whose number is meant, as given when customers were imported
  /// @param authorization sent as the header of that name; empty for none
  /// @param timeoutMs for one answer
  record Http(
      String name,
      String url,
      String register,
      String authorization,
      int timeoutMs,
      int cacheSeconds)
      implements SourceSettings {}

  /// @param path of a `.csv` or `.json` file
  record File(String name, String path, String register, int cacheSeconds)
      implements SourceSettings {}

  static List<SourceSettings> read(Section root) {
    List<SourceSettings> sources = new ArrayList<>();
    for (Section section : root.sections("sources")) {
      sources.add(source(section));
    }
    if (sources.size() > MOST) {
      root.problem("sources", "has more than " + MOST);
    }
    return List.copyOf(sources);
  }

  private static SourceSettings source(Section source) {
    String name = source.requiredText("name");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}")) {
      source.problem("name", "must be 1-40 of letters, digits, blank, '.', '_' and '-'");
    }
    String url = source.text("url", "");
    String path = source.text("path", "");
    String register = source.text("register", "crm");
    int cache = source.number("cacheSeconds", 60, 0, 86_400);
    int timeout = source.number("timeoutMs", 2_000, 10, 60_000);
    String authorization = source.text("authorization", "");
    if (url.isEmpty() == path.isEmpty()) {
      source.problem("url", "or a path is required, and not both");
    }
    if (!url.isEmpty() && !usable(url)) {
      source.problem("url", "must be an http or https address with {id} or {email} in it");
    }
    if (!path.isEmpty() && !path.matches(".*\\.(csv|json)")) {
      source.problem("path", "must end in .csv or .json");
    }
    source.close();
    return url.isEmpty()
        ? new File(name, path, register, cache)
        : new Http(name, url, register, authorization, timeout, cache);
  }

  private static boolean usable(String url) {
    if (!url.contains("{id}") && !url.contains("{email}")) {
      return false;
    }
    try {
      URI address = URI.create(url.replace("{id}", "1").replace("{email}", "a"));
      String scheme = address.getScheme();
      // The customer's number is never part of where the question goes.
      return scheme != null
          && scheme.matches("https?")
          && address.getHost() != null
          && !url.matches("https?://[^/?]*\\{.*");
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
