package dev.rapport.storage;

import dev.rapport.customers.links.Person;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/// A statement about all records of a person, rendered once for one record (nearly everybody is
/// one) and once for as many as a person can have.
///
/// The centre is its first value, the records follow; then come those of each run.
final class OfPerson {
  private final Rendered one;
  private final Rendered several;

  /// Composes the condition that a column names one of the records.
  interface Theirs {
    Condition in(Field<String> customer);
  }

  private OfPerson(Rendered one, Rendered several) {
    this.one = one;
    this.several = several;
  }

  static OfPerson of(BiFunction<DSLContext, Theirs, Query> statement) {
    List<String> places = Collections.nCopies(Person.MAX_RECORDS, "");
    return new OfPerson(
        Rendered.of(sql -> statement.apply(sql, customer -> customer.eq(""))),
        Rendered.of(sql -> statement.apply(sql, customer -> customer.in(places))));
  }

  /// For the condition standing in the statement twice, as in `a IN records OR b IN records`.
  <T extends @Nullable Object> List<T> listTwice(
      DSLContext sql, Rendered.RowReader<T> reader, String centre, List<String> records) {
    List<@Nullable Object> values = new ArrayList<>(2 * Person.MAX_RECORDS + 1);
    values.add(centre);
    addAll(values, records);
    addAll(values, records);
    return statement(records).list(sql, reader, values.toArray());
  }

  <T extends @Nullable Object> List<T> list(
      DSLContext sql,
      Rendered.RowReader<T> reader,
      String centre,
      List<String> records,
      @Nullable Object... others) {
    List<@Nullable Object> values = new ArrayList<>(Person.MAX_RECORDS + 1 + others.length);
    values.add(centre);
    addAll(values, records);
    Collections.addAll(values, others);
    return statement(records).list(sql, reader, values.toArray());
  }

  /// The statement for one record.
  Rendered one() {
    return one;
  }

  private Rendered statement(List<String> records) {
    return records.size() == 1 ? one : several;
  }

  /// Fewer than there is room for: the last one stands in for the rest.
  private static void addAll(List<@Nullable Object> values, List<String> records) {
    if (records.isEmpty() || records.size() > Person.MAX_RECORDS) {
      throw new IllegalArgumentException("from 1 to " + Person.MAX_RECORDS + " records");
    }
    values.addAll(records);
    if (records.size() > 1) {
      values.addAll(Collections.nCopies(Person.MAX_RECORDS - records.size(), records.getLast()));
    }
  }
}
