package dev.rapport.routing;

import org.jspecify.annotations.Nullable;

/// One request for attention, as far as routing needs to know it.
///
/// @param queue where it waits; the queue's requirement and this contact's must both hold
/// @param value the customer's value weight, {@value #MIN_VALUE} to {@value #MAX_VALUE}; 1 is
///   ordinary
/// @param customer who is behind it, when that is known
/// @param preferredAgent the customer's own agent: taken when free, never waited for
/// @param errand what is known of the work in it; null for nothing
public record Contact(
    ContactId id,
    ChannelId channel,
    QueueId queue,
    Requirement requirement,
    Urgency urgency,
    double value,
    @Nullable CustomerKey customer,
    @Nullable AgentId preferredAgent,
    @Nullable Errand errand) {

  public static final double MIN_VALUE = 0.01;
  public static final double MAX_VALUE = 1000;

  public Contact {
    if (!(value >= MIN_VALUE && value <= MAX_VALUE)) {
      throw new IllegalArgumentException(
          "a value weight is " + MIN_VALUE + " to " + MAX_VALUE + ", not " + value);
    }
  }

  /// A contact of which nobody knows what work is in it.
  public Contact(
      ContactId id,
      ChannelId channel,
      QueueId queue,
      Requirement requirement,
      Urgency urgency,
      double value,
      @Nullable CustomerKey customer,
      @Nullable AgentId preferredAgent) {
    this(id, channel, queue, requirement, urgency, value, customer, preferredAgent, null);
  }

  /// An ordinary contact of an unknown customer.
  public static Contact of(ContactId id, ChannelId channel, QueueId queue) {
    return new Contact(id, channel, queue, Requirement.anyone(), Urgency.NORMAL, 1, null, null);
  }

  public Contact of(
      @Nullable CustomerKey customer, double value, @Nullable AgentId preferredAgent) {
    return new Contact(
        id, channel, queue, requirement, urgency, value, customer, preferredAgent, errand);
  }

  public Contact requiring(Requirement requirement) {
    return new Contact(
        id, channel, queue, requirement, urgency, value, customer, preferredAgent, errand);
  }

  public Contact urgent(Urgency urgency) {
    return new Contact(
        id, channel, queue, requirement, urgency, value, customer, preferredAgent, errand);
  }

  Contact urgent(Urgency urgency, double value) {
    return new Contact(
        id, channel, queue, requirement, urgency, value, customer, preferredAgent, errand);
  }

  Contact in(QueueId queue) {
    return new Contact(
        id, channel, queue, requirement, urgency, value, customer, preferredAgent, errand);
  }

  Contact preferring(@Nullable AgentId preferredAgent) {
    return new Contact(
        id, channel, queue, requirement, urgency, value, customer, preferredAgent, errand);
  }

  public Contact with(@Nullable Errand errand) {
    return new Contact(
        id, channel, queue, requirement, urgency, value, customer, preferredAgent, errand);
  }

  /// The same request by another contact: where it waits and what it is worth are this one's.
  Contact by(Contact other) {
    return new Contact(
        other.id,
        other.channel,
        queue,
        requirement,
        urgency,
        value,
        customer == null ? other.customer : customer,
        preferredAgent,
        errand);
  }

  /// A question about this contact, for a colleague: as urgent and as valuable, but nobody's own.
  Contact asQuestion(ContactId question, QueueId queue, @Nullable AgentId of) {
    return new Contact(question, channel, queue, requirement, urgency, value, null, of);
  }
}
