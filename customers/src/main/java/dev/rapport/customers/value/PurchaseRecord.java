package dev.rapport.customers.value;

/// When and how often somebody bought, as the models need it.
///
/// @param repeats x: purchases after the first, at most one for each day
/// @param last t_x: time from the first to the last purchase, 0 without repeats
/// @param observed T: time from the first purchase until now
public record PurchaseRecord(int repeats, double last, double observed) {
  public PurchaseRecord {
    if (repeats < 0 || last < 0 || last > observed || (repeats == 0 && last != 0)) {
      throw new IllegalArgumentException("0 <= t_x <= T, and t_x = 0 without repeats");
    }
  }
}
