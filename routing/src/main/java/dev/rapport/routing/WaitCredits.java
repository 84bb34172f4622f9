package dev.rapport.routing;

import dev.rapport.routing.RoutingSnapshot.WaitCredit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What customers who gave up had waited. It belongs to the customer and not to the contact:
/// whoever is cut off and calls again, or comes back by chat, stands where they stood.
final class WaitCredits {
  /// Beyond so many the oldest lapse early.
  static final int MOST = 10_000;

  /// The oldest first.
  private final Map<CustomerKey, WaitCredit> credits = new LinkedHashMap<>();

  void give(WaitCredit credit, long now) {
    credits.remove(credit.customer());
    credits.put(credit.customer(), credit);
    Iterator<WaitCredit> oldest = credits.values().iterator();
    while (oldest.hasNext()) {
      if (oldest.next().until() > now && credits.size() <= MOST) {
        return;
      }
      oldest.remove();
    }
  }

  /// Milliseconds; 0 for a customer without credit.
  long waited(CustomerKey customer, long now) {
    WaitCredit credit = credits.get(customer);
    return credit == null || credit.until() <= now ? 0 : credit.waited();
  }

  void use(CustomerKey customer) {
    credits.remove(customer);
  }

  List<WaitCredit> all() {
    return List.copyOf(credits.values());
  }
}
