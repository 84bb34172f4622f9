package dev.rapport.gateway.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what several gateways talk by.
final class CarrierReader {
  private static final Set<String> SCHEMES = Set.of("redis", "rediss", "redis-sentinel");

  private CarrierReader() {}

  /// @param storage where everything lasts; null for a file
  static Settings.@Nullable Carrier read(Section root, @Nullable String storage) {
    Section carrier = root.section("carrier");
    String url = carrier.text("url", "");
    var read =
        new Settings.Carrier(
            url, carrier.text("prefix", "rapport"), carrier.text("authorities", ""));
    carrier.close();
    if (url.isEmpty()) {
      return null;
    }
    if (!isRedis(url)) {
      carrier.problem("url", "must be redis://, rediss:// or redis-sentinel:// with a host");
    }
    if (!read.prefix().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      carrier.problem("prefix", "must be 1-64 of letters, digits, '.', '_' and '-'");
    }
    if (!read.authorities().isEmpty() && !Files.isReadable(Path.of(read.authorities()))) {
      carrier.problem("authorities", "is no file that can be read");
    }
    if (storage == null) {
      carrier.problem("url", "needs 'storage': several gateways share one PostgreSQL");
    }
    return read;
  }

  /// Sentinels are several hosts, which is no URI of Java's.
  private static boolean isRedis(String url) {
    try {
      int hosts = url.indexOf(',');
      URI uri = new URI(hosts < 0 ? url : url.substring(0, hosts));
      return uri.getScheme() != null && SCHEMES.contains(uri.getScheme()) && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
