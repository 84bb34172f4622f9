package dev.rapport.routing;

/// The waiting contacts of one kind, oldest first.
final class ContactGroup {
  final ContactKind kind;
  final NeedIndex need;
  final Line contacts = new Line();

  ContactGroup(ContactKind kind, NeedIndex need) {
    this.kind = kind;
    this.need = need;
  }
}
