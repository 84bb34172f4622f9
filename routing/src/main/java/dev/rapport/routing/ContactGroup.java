package dev.rapport.routing;

/// The waiting contacts of one kind, oldest first.
final class ContactGroup {
  final ContactKind kind;
  final NeedIndex need;
  final Line contacts = new Line();

  /// Of the kind, kept here because every decision reads them.
  final PolicyName policy;

  final Policy.Turn turn;

  final int channel;
  private final int needs;
  private final HandleLevel level;
  private final long factor;

  /// How long a contact may wait before it goes ahead of all scores; longer than any wait when the
  /// policy has no such bound.
  final long bound;

  /// Since when the head of the line waits; nothing while nobody does.
  long headSince;

  ContactGroup(ContactKind kind, NeedIndex need) {
    this.kind = kind;
    this.need = need;
    this.policy = kind.policy().name();
    this.turn = kind.policy().turn(kind);
    this.needs = need.index;
    this.level = kind.level();
    this.factor = kind.factorMicros();
    this.channel = kind.channel();
    this.bound = kind.policy().guarded() ? kind.bound() : Long.MAX_VALUE;
  }

  /// Milliseconds that these agents are expected to need, if the customer is not their own.
  long handleMillis(AgentGroup agents) {
    return level.millisOf(factor, agents.speed(needs));
  }

  void add(ContactLife contact) {
    contacts.add(contact);
    headSince = contacts.since(0);
  }

  boolean remove(ContactLife contact) {
    boolean removed = contacts.remove(contact);
    headSince = contacts.isEmpty() ? 0 : contacts.since(0);
    return removed;
  }
}
