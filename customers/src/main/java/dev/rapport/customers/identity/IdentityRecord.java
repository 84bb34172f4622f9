package dev.rapport.customers.identity;

import java.util.ArrayList;
import java.util.List;

/// What one record says about a person or company, one value for each field of the schema.
///
/// @param values in normal form ([Likeness#normal]); empty where the record says nothing
public record IdentityRecord(String id, List<String> values) {
  public IdentityRecord {
    values = List.copyOf(values);
  }

  /// From values as they were written.
  public static IdentityRecord of(String id, List<IdentityField> fields, List<String> written) {
    if (fields.size() != written.size()) {
      throw new IllegalArgumentException("one value for each field");
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      values.add(fields.get(i).likeness().normal(written.get(i)));
    }
    return new IdentityRecord(id, values);
  }
}
