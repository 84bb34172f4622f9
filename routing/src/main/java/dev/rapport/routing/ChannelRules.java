package dev.rapport.routing;

import java.util.List;

/// What a contact of one channel takes from an agent, and how long it may take.
///
/// @param weight the units of capacity it uses from the offer until the end of wrap-up, 1 or more
/// @param exclusive beside it the agent has nothing else, and never two of it (a call)
/// @param deferrable it may wait without anyone sitting at the other end (a mail)
/// @param deferFor milliseconds a deferrable contact rests before it is offered at all; 0 by
///   default
/// @param interrupts channels whose contacts are set aside while the agent has one of this: they
///   stay with the agent, use no capacity meanwhile, and go on by themselves afterwards
public record ChannelRules(
    ChannelId channel,
    int weight,
    boolean exclusive,
    boolean deferrable,
    long deferFor,
    ChannelTimes times,
    List<ChannelId> interrupts) {

  public ChannelRules {
    interrupts = List.copyOf(interrupts);
  }

  /// A channel that interrupts nothing.
  public ChannelRules(
      ChannelId channel,
      int weight,
      boolean exclusive,
      boolean deferrable,
      long deferFor,
      ChannelTimes times) {
    this(channel, weight, exclusive, deferrable, deferFor, times, List.of());
  }

  /// A call fills an agent, three chats do, and so do three mails or forms.
  public static final List<ChannelRules> DEFAULTS =
      List.of(
          new ChannelRules(ChannelId.PHONE, 6, true, false, 0, ChannelTimes.PHONE),
          new ChannelRules(ChannelId.CHAT, 2, false, false, 0, ChannelTimes.CHAT),
          new ChannelRules(ChannelId.EMAIL, 2, false, true, 0, ChannelTimes.WRITTEN),
          new ChannelRules(ChannelId.FORM, 2, false, true, 0, ChannelTimes.WRITTEN));

  public ChannelRules with(ChannelTimes times) {
    return new ChannelRules(channel, weight, exclusive, deferrable, deferFor, times, interrupts);
  }

  public ChannelRules interrupting(ChannelId... interrupts) {
    return new ChannelRules(
        channel, weight, exclusive, deferrable, deferFor, times, List.of(interrupts));
  }
}
