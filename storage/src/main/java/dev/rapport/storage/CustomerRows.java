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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jooq.Field;
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

  /// @param at the column of the first of [#CUSTOMER_FIELDS]
  static Customer customer(ResultSet row, int at) throws SQLException {
    return new Customer(
        row.getString(at),
        row.getString(at + 1),
        row.getString(at + 2),
        row.getString(at + 3),
        value(row, at + 4),
        row.getString(at + 7),
        row.getLong(at + 8));
  }

  private static CustomerValue value(ResultSet row, int at) throws SQLException {
    Long minor = Rendered.number(row, at);
    String currency = row.getString(at + 1);
    String band = row.getString(at + 2);
    Money amount = minor == null || currency == null ? null : new Money(minor, currency);
    return new CustomerValue(amount, band == null ? null : ValueBand.valueOf(band));
  }

  /// Of the first columns, which are [#IDENTIFIER_FIELDS].
  static OwnedIdentifier identifier(ResultSet row) throws SQLException {
    return new OwnedIdentifier(
        new Identifier(Identifier.Kind.valueOf(row.getString(1)), row.getString(2)),
        row.getString(4),
        Proof.valueOf(row.getString(5)),
        row.getString(3),
        row.getLong(6));
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
