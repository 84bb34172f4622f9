package dev.rapport.customers.spoken;

import dev.rapport.customers.identity.Likeness;

/// What the register says of somebody who may call.
///
/// @param birthDate `1979-09-27`, or empty when not known
public record SpokenProfile(
    String id, String firstName, String lastName, String postcode, String birthDate) {
  String first() {
    return Likeness.NAME.normal(firstName).replace(" ", "");
  }

  String last() {
    return Likeness.NAME.normal(lastName).replace(" ", "");
  }
}
