package dev.rapport.routing;

/// What an agent has at once: offered, held and wrapped up alike.
///
/// @param counts contacts by channel, five bits each, so that agents with the same load share a
///   bucket
/// @param used units of capacity, those set aside included
/// @param exclusive among them is one that allows nothing beside it
/// @param total contacts
record Load(long counts, int used, boolean exclusive, int total) {
  static final Load NONE = new Load(0, 0, false, 0);

  private static final int BITS = 5;

  int count(int channel) {
    return (int) (counts >>> (channel * BITS)) & AgentKind.MOST_PER_CHANNEL;
  }

  /// @param weight the channel's, or 0 for a contact that uses no capacity
  Load plus(int channel, ChannelRules rules, int weight) {
    Check.that(count(channel) < AgentKind.MOST_PER_CHANNEL, "room to count another contact");
    return new Load(
        counts + (1L << (channel * BITS)),
        used + weight,
        exclusive || rules.exclusive(),
        total + 1);
  }

  /// No contact of any channel could be added.
  boolean full(AgentKind kind) {
    Interrupts interrupts = kind.interrupts();
    return interrupts == null ? exclusive || used >= kind.capacity() : interrupts.full(this, kind);
  }

  /// May one more contact of this channel be added, by capacity?
  boolean withinCapacity(AgentKind kind, int channel, ChannelRules rules) {
    Interrupts interrupts = kind.interrupts();
    if (interrupts != null) {
      return interrupts.withinCapacity(this, kind, channel);
    }
    return !exclusive
        && !(rules.exclusive() && total > 0)
        && used + rules.weight() <= kind.capacity();
  }

  boolean hasRoom(AgentKind kind, int channel, ChannelRules rules) {
    return count(channel) < kind.cap(channel) && withinCapacity(kind, channel, rules);
  }

  /// Units of capacity in use, without what is set aside.
  int active(AgentKind kind) {
    Interrupts interrupts = kind.interrupts();
    return interrupts == null ? used : interrupts.active(this);
  }
}
