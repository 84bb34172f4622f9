package dev.rapport.customers.view;

import dev.rapport.customers.Relationship;
import dev.rapport.customers.learning.Answered;
import dev.rapport.customers.learning.Membership;
import dev.rapport.customers.learning.Preference;
import dev.rapport.customers.learning.Promise;
import dev.rapport.customers.value.CostToServe;
import dev.rapport.customers.value.PurchaseLedger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything the view is made of, read at one moment.
///
/// @param records the records that are this person, the asked one first
/// @param relationship of all of them together
public record Picture(
    List<String> records, Relationship relationship, Taught taught, Business business, Past past) {
  public Picture {
    records = List.copyOf(records);
  }

  /// What was taught and promised.
  public record Taught(
      List<Preference> preferences,
      List<Promise> promises,
      List<Answered> answers,
      List<Membership> memberships) {}

  /// What was bought and what serving cost.
  ///
  /// @param selfServed contacts that ended without an agent
  public record Business(List<PurchaseLedger> ledgers, CostToServe cost, long selfServed) {
    /// The ledger of one currency: what was spent in several cannot be added.
    public Optional<PurchaseLedger> in(String currency) {
      return ledgers.stream().filter(ledger -> ledger.currency().equals(currency)).findFirst();
    }

    /// Purchases in all currencies.
    public int purchases() {
      return ledgers.stream().mapToInt(PurchaseLedger::purchases).sum();
    }
  }

  /// @param timeline newest first
  /// @param steps what they tried by themselves, newest first
  /// @param holdings as stored sources tell them
  /// @param lastSpokeAt epoch milliseconds when the reading agent last had a contact with them, or
  ///   null when never
  /// @param since what happened after that
  public record Past(
      List<TimelineEntry> timeline,
      List<Step> steps,
      List<Holding> holdings,
      @Nullable Long lastSpokeAt,
      Since since) {}

  /// Counts of what is new.
  public record Since(int contacts, int messages, int purchases, int promises) {
    public static final Since NOTHING = new Since(0, 0, 0, 0);
  }
}
