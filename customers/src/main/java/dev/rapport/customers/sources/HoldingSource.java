package dev.rapport.customers.sources;

import dev.rapport.customers.view.Holding;
import java.util.List;

/// Where products, orders and entitlements are kept. A port: the gateway implements it. Blocks, for
/// as long as its own timeout lets it.
public interface HoldingSource {
  /// The most things taken of one customer.
  int MAX_ITEMS = 50;

  /// Stands on the tile, and at each of its things.
  String name();

  /// What this customer has there, newest first; empty when the source does not know him.
  ///
  /// @throws SourceFailed when the source cannot say
  List<Holding> holdings(Whom whom);

  /// A source could not be asked, or gave no sense.
  final class SourceFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param reason for people
    public SourceFailed(String reason) {
      super(reason);
    }

    public SourceFailed(String reason, Throwable cause) {
      super(reason, cause);
    }

    public String reason() {
      return String.valueOf(getMessage());
    }
  }
}
