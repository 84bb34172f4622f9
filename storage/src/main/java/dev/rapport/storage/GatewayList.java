package dev.rapport.storage;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Which gateways of a centre are here. Each says so every so often; how long ago that was is
/// measured by one clock.
public interface GatewayList {
  /// This gateway is here.
  CompletableFuture<Boolean> here(String id, boolean hears);

  /// Every gateway there is a word of. Blocks.
  List<Gateway> all();

  /// It went, or is gone.
  CompletableFuture<Integer> gone(String id);

  /// @param silentMs milliseconds since it last said that it is here
  /// @param hears whether the carrier brings it what others say
  record Gateway(String id, long silentMs, boolean hears) {}
}
