package dev.rapport.routing;

import java.util.List;

/// Where contacts wait.
///
/// @param requirement what an agent must be able to do for every contact of this queue
/// @param policy in which order contacts leave it, and to which of several free agents
/// @param maxSize beyond so many waiting, a new contact is refused by policy
/// @param expectedHandle milliseconds a contact here usually takes an agent of full skill
/// @param ownTimes times that differ from the channel's own
/// @param rules hours, overflow, rings, and how contacts are handed out
public record ContactQueue(
    QueueId id,
    String name,
    Requirement requirement,
    PolicyName policy,
    int maxSize,
    long expectedHandle,
    List<OwnTimes> ownTimes,
    QueueRules rules) {

  public static final int DEFAULT_MAX_SIZE = 10_000;
  public static final long DEFAULT_HANDLE = 5 * 60_000;

  public ContactQueue {
    ownTimes = List.copyOf(ownTimes);
  }

  /// A queue without further rules.
  public ContactQueue(
      QueueId id,
      String name,
      Requirement requirement,
      PolicyName policy,
      int maxSize,
      long expectedHandle,
      List<OwnTimes> ownTimes) {
    this(id, name, requirement, policy, maxSize, expectedHandle, ownTimes, QueueRules.DEFAULTS);
  }

  /// In this queue, this channel has these times.
  public record OwnTimes(ChannelId channel, ChannelTimes times) {}

  /// A queue with the defaults.
  public static ContactQueue of(String id, String name, Requirement requirement) {
    return new ContactQueue(
        new QueueId(id),
        name,
        requirement,
        PolicyName.DEFAULT,
        DEFAULT_MAX_SIZE,
        DEFAULT_HANDLE,
        List.of());
  }

  public ContactQueue with(PolicyName policy) {
    return new ContactQueue(
        id, name, requirement, policy, maxSize, expectedHandle, ownTimes, rules);
  }

  public ContactQueue withMaxSize(int maxSize) {
    return new ContactQueue(
        id, name, requirement, policy, maxSize, expectedHandle, ownTimes, rules);
  }

  public ContactQueue withExpectedHandle(long expectedHandle) {
    return new ContactQueue(
        id, name, requirement, policy, maxSize, expectedHandle, ownTimes, rules);
  }

  public ContactQueue with(QueueRules rules) {
    return new ContactQueue(
        id, name, requirement, policy, maxSize, expectedHandle, ownTimes, rules);
  }
}
