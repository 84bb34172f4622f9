package dev.rapport.storage;

import static dev.rapport.storage.schema.Tables.CUSTOMER;
import static dev.rapport.storage.schema.Tables.CUSTOMER_IDENTIFIER;

import dev.rapport.customers.Customer;
import dev.rapport.customers.CustomerValue;
import dev.rapport.customers.Identifier;
import dev.rapport.customers.Money;
import dev.rapport.customers.OwnedIdentifier;
import dev.rapport.customers.Proof;
import dev.rapport.customers.ValueBand;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// Rows of the customer tables, to what they mean.
final class CustomerRows {
  static final List<Field<?>> CUSTOMER_FIELDS =
      List.of(
          CUSTOMER.CENTRE,
          CUSTOMER.ID,
          CUSTOMER.NAME,
          CUSTOMER.LANGUAGE,
          CUSTOMER.VALUE_MINOR,
          CUSTOMER.VALUE_CURRENCY,
          CUSTOMER.VALUE_BAND,
          CUSTOMER.NOTE,
          CUSTOMER.SINCE);

  static final List<Field<?>> IDENTIFIER_FIELDS =
      List.of(
          CUSTOMER_IDENTIFIER.KIND,
          CUSTOMER_IDENTIFIER.VALUE,
          CUSTOMER_IDENTIFIER.SOURCE,
          CUSTOMER_IDENTIFIER.DISPLAY,
          CUSTOMER_IDENTIFIER.PROOF,
          CUSTOMER_IDENTIFIER.ADDED_AT);

  private CustomerRows() {}

  static Customer customer(Record row) {
    return new Customer(
        row.get(CUSTOMER.CENTRE),
        row.get(CUSTOMER.ID),
        row.get(CUSTOMER.NAME),
        row.get(CUSTOMER.LANGUAGE),
        value(row),
        row.get(CUSTOMER.NOTE),
        row.get(CUSTOMER.SINCE));
  }

  private static CustomerValue value(Record row) {
    Long minor = row.get(CUSTOMER.VALUE_MINOR);
    String currency = row.get(CUSTOMER.VALUE_CURRENCY);
    String band = row.get(CUSTOMER.VALUE_BAND);
    Money amount = minor == null || currency == null ? null : new Money(minor, currency);
    return new CustomerValue(amount, band == null ? null : ValueBand.valueOf(band));
  }

  static OwnedIdentifier identifier(Record row) {
    return new OwnedIdentifier(
        new Identifier(
            Identifier.Kind.valueOf(row.get(CUSTOMER_IDENTIFIER.KIND)),
            row.get(CUSTOMER_IDENTIFIER.VALUE)),
        row.get(CUSTOMER_IDENTIFIER.DISPLAY),
        Proof.valueOf(row.get(CUSTOMER_IDENTIFIER.PROOF)),
        row.get(CUSTOMER_IDENTIFIER.SOURCE),
        row.get(CUSTOMER_IDENTIFIER.ADDED_AT));
  }

  /// Of two sources' words about the same identifier, the one that proves more; the older of
  /// equals.
  static OwnedIdentifier surer(OwnedIdentifier one, OwnedIdentifier other) {
    int order = one.proof().compareTo(other.proof());
    return order > 0 || (order == 0 && one.addedAt() <= other.addedAt()) ? one : other;
  }

  static @Nullable Long minor(CustomerValue value) {
    Money amount = value.amount();
    return amount == null ? null : amount.minor();
  }

  static @Nullable String currency(CustomerValue value) {
    Money amount = value.amount();
    return amount == null ? null : amount.currency();
  }

  static @Nullable String band(CustomerValue value) {
    ValueBand told = value.told();
    return told == null ? null : told.name();
  }
}
