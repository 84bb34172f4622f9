package dev.rapport.customers.links;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;

/// The records that are one person, the asked one first.
public record Person(List<String> records) {
  /// More records than this are not one person but a mistake that spreads; no further are joined.
  public static final int MAX_RECORDS = 20;

  /// The most assertions looked at for one record.
  public static final int MAX_LINKS = 100;

  public Person {
    records = List.copyOf(records);
  }

  /// Follows open assertions from one record: O(links of the person), nothing else is touched.
  ///
  /// @param links the assertions that name a record
  public static Person around(String customer, Function<String, List<IdentityLink>> links) {
    SequencedSet<String> reached = new LinkedHashSet<>(List.of(customer));
    Deque<String> open = new ArrayDeque<>(List.of(customer));
    while (!open.isEmpty()) {
      String record = open.removeFirst();
      for (IdentityLink link : links.apply(record)) {
        if (link.holds()
            && link.same()
            && reached.size() < MAX_RECORDS
            && reached.add(link.otherThan(record))) {
          open.addLast(link.otherThan(record));
        }
      }
    }
    return new Person(List.copyOf(reached));
  }

  /// Why two people may not become one: somebody said of two of their records that they are
  /// different.
  public static Optional<String> conflict(
      Person one, Person other, Function<String, List<IdentityLink>> links) {
    if (one.records().size() + other.records().size() > MAX_RECORDS) {
      return Optional.of("together they would be more than " + MAX_RECORDS + " records");
    }
    for (String record : one.records()) {
      for (IdentityLink link : links.apply(record)) {
        if (link.holds() && !link.same() && other.records().contains(link.otherThan(record))) {
          return Optional.of(link.evidence().by() + " said that they are different");
        }
      }
    }
    return Optional.empty();
  }
}
