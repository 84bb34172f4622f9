package dev.rapport.routing;

import java.util.TreeSet;

/// The waiting contacts of one kind, oldest first.
final class ContactGroup {
  final ContactKind kind;
  final NeedIndex need;
  final TreeSet<ContactLife> contacts = new TreeSet<>(ContactLife.BY_AGE);

  ContactGroup(ContactKind kind, NeedIndex need) {
    this.kind = kind;
    this.need = need;
  }
}
