package dev.rapport.gateway.flow;

import dev.rapport.channels.StoredContact;
import dev.rapport.customers.Customer;
import dev.rapport.customers.Recognition;
import dev.rapport.routing.Contact;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives a contact the weight of what its customer is worth by what he bought, where that is more
/// than what we were told of him: it can raise him and lowers nobody.
public final class ValuedPlacement implements Placement {
  private static final Logger LOG = LoggerFactory.getLogger(ValuedPlacement.class);

  private final Placement placement;
  private final ToDoubleFunction<Customer> worth;

  /// @param worth the weight of a customer, from 1 to 60; may block for a read
  public ValuedPlacement(Placement placement, ToDoubleFunction<Customer> worth) {
    this.placement = placement;
    this.worth = worth;
  }

  @Override
  public Contact of(StoredContact contact, Recognition recognition) {
    Contact placed = placement.of(contact, recognition);
    return recognition instanceof Recognition.Known known
        ? placed.of(
            placed.customer(),
            Math.max(placed.value(), weight(known.customer())),
            placed.preferredAgent())
        : placed;
  }

  /// A store that fails must not keep anybody waiting.
  private double weight(Customer customer) {
    try {
      return worth.applyAsDouble(customer);
    } catch (RuntimeException e) {
      LOG.warn("placed without knowing what {} is worth: {}", customer.id(), e.toString());
      return Contact.MIN_VALUE;
    }
  }
}
