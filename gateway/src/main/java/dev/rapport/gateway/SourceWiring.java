package dev.rapport.gateway;

import dev.rapport.customers.sources.HoldingSource;
import dev.rapport.customers.sources.Sources;
import dev.rapport.gateway.settings.SourceSettings;
import dev.rapport.gateway.sources.FileHoldings;
import dev.rapport.gateway.sources.HttpHoldings;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/// The sources of products, orders and entitlements that the settings name.
final class SourceWiring {
  /// What a view waits for all of them together: longer than a source in the same house takes, and
  /// short beside the time in which an agent looks up.
  private static final Duration WAIT = Duration.ofMillis(150);

  private SourceWiring() {}

  /// @param late told the customer about whom an answer came after a view had gone on
  static Sources sources(
      List<SourceSettings> settings, InstantSource clock, Consumer<String> late) {
    if (settings.isEmpty()) {
      return Sources.NONE;
    }
    HttpClient client = HttpHoldings.client();
    List<Sources.Source> sources =
        settings.stream()
            .map(each ->
                new Sources.Source(source(each, client), Duration.ofSeconds(each.cacheSeconds())))
            .toList();
    return new Sources(
        sources,
        WAIT,
        clock,
        task -> Thread.ofVirtual().name("customer-sources").start(task),
        late);
  }

  private static HoldingSource source(SourceSettings settings, HttpClient client) {
    return switch (settings) {
      case SourceSettings.Http http -> new HttpHoldings(http, client);
      case SourceSettings.File file -> new FileHoldings(file);
    };
  }
}
