package dev.rapport.routing;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The customers who are to be called back and have not been dialled yet; a customer has at most
/// one.
final class Callbacks {
  private final TreeMap<ContactId, ContactLife> all = new TreeMap<>();
  private final Map<CustomerKey, ContactLife> byCustomer = new LinkedHashMap<>();

  void add(ContactLife contact) {
    all.put(contact.id(), contact);
    CustomerKey customer = contact.facts.customer();
    if (customer != null) {
      byCustomer.put(customer, contact);
    }
  }

  void remove(ContactLife contact) {
    if (all.remove(contact.id()) != null) {
      CustomerKey customer = contact.facts.customer();
      if (customer != null) {
        byCustomer.remove(customer, contact);
      }
    }
  }

  /// Null for a customer who waits for no call.
  @Nullable ContactLife of(@Nullable CustomerKey customer) {
    return customer == null ? null : byCustomer.get(customer);
  }

  Collection<ContactLife> all() {
    return all.values();
  }
}
