package dev.rapport.routing;

/// How long things may take on a channel, in milliseconds. Every state of a contact has one of
/// these as its end, so that nothing can be stuck for ever.
///
/// @param target how soon a contact should be answered; the unit in which its wait is weighed
/// @param offer how long an agent may look at an offer
/// @param wrapUp the work after the contact; 0 for none
/// @param customerGrace how long a customer may be gone before a contact without agent is abandoned
/// @param agentGrace how long a desktop may be gone before its contacts are taken back, or [#KEEP]
/// @param maxWait after waiting this long the contact expires
/// @param maxHandle after being held this long the contact expires
public record ChannelTimes(
    long target,
    long offer,
    long wrapUp,
    long customerGrace,
    long agentGrace,
    long maxWait,
    long maxHandle) {

  /// The agent keeps the contact however long the desktop is gone.
  public static final long KEEP = -1;

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  public static final ChannelTimes PHONE =
      new ChannelTimes(
          20 * SECOND, 20 * SECOND, 60 * SECOND, 5 * SECOND, 5 * SECOND, 2 * HOUR, 8 * HOUR);
  public static final ChannelTimes CHAT =
      new ChannelTimes(
          45 * SECOND, 30 * SECOND, 60 * SECOND, 60 * SECOND, 30 * SECOND, 4 * HOUR, DAY);
  public static final ChannelTimes WRITTEN =
      new ChannelTimes(4 * HOUR, 2 * MINUTE, 60 * SECOND, DAY, KEEP, 30 * DAY, 7 * DAY);
}
