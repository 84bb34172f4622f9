package dev.rapport.storage;

import dev.rapport.channels.Receipt;
import java.util.concurrent.CompletionException;

/// A write that was not taken, in the words of the channels' ports.
final class Refusals {

  private static final long BUSY_RETRY_MS = 1_000;
  private static final long FULL_RETRY_MS = 30_000;
  private static final long STOPPED_RETRY_MS = 5_000;

  private Refusals() {}

  /// The refusal that `fault` is.
  ///
  /// @throws CompletionException when it is not the store that refused: a fault stays a fault
  static Receipt.Refused of(Throwable fault) {
    Throwable cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    if (!(cause instanceof StoreUnavailable unavailable)) {
      throw new CompletionException(cause);
    }
    return switch (unavailable) {
      case Overloaded _ ->
          new Receipt.Refused(
              Receipt.Reason.OVERLOADED, "Too much at once, try again", BUSY_RETRY_MS);
      case StorageFull _ ->
          new Receipt.Refused(
              Receipt.Reason.STORAGE_FULL, "There is no room to store it", FULL_RETRY_MS);
      case StoreAway _ ->
          new Receipt.Refused(
              Receipt.Reason.UNAVAILABLE, "The store cannot be reached", BUSY_RETRY_MS);
      case StoreStopped _ ->
          new Receipt.Refused(
              Receipt.Reason.UNAVAILABLE, "The store is not taking anything", STOPPED_RETRY_MS);
    };
  }
}
