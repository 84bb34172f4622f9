package dev.rapport.storage;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/// Who decides for a centre, as one of several gateways sees it: a row with the holder, until when
/// it holds, and an epoch that every new holder raises.
public interface Lease {
  /// Takes the lease, or takes it again. The epoch while this process holds it; empty while another
  /// does.
  CompletableFuture<OptionalLong> take();

  /// Blocks; writes nothing.
  Held look();

  /// Lets go, so that the next one need not wait; nothing when another holds it. Completes with how
  /// many were let go.
  CompletableFuture<Integer> release();

  /// Who leads, as far as the store says.
  ///
  /// @param free nobody does any more: it can be taken
  record Held(long epoch, String holder, boolean free) {
    /// Before anybody ever led.
    public static final Held NEVER = new Held(0, "", true);
  }
}
