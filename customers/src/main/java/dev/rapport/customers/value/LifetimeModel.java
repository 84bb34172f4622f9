package dev.rapport.customers.value;

/// A model that may be asked whether somebody is still a customer.
public interface LifetimeModel {
  /// The probability, from 0 to 1, that the customer has not silently left.
  double alive(PurchaseRecord seen);
}
