package dev.rapport.channels.ari;

/// Our ids in Asterisk's, so that either side finds the other's things.
final class AriNames {
  private static final String LEG = "rapport-leg-";
  private static final String CALLER = "rapport-caller-";
  private static final String BRIDGE = "rapport-bridge-";

  /// The phone of somebody who listens.
  private static final String EAR = "rapport-ear-";

  /// What they hear, a channel and the bridge it is in.
  private static final String SNOOP = "rapport-snoop-";

  private static final String TALK = "rapport-talk-";

  private AriNames() {}

  static String leg(String call, String leg) {
    return LEG + leg + "-" + call;
  }

  static String caller(String call) {
    return CALLER + call;
  }

  static String bridge(String call) {
    return BRIDGE + call;
  }

  static String ear(String call, String leg) {
    return EAR + leg + "-" + call;
  }

  /// @param time the how manieth of that leg
  static String snoop(String call, String leg, long time) {
    return SNOOP + time + "-" + leg + "-" + call;
  }

  /// A part of a recording.
  static String talk(String id, int part) {
    return TALK + part + "-" + id;
  }

  static boolean isBridge(String bridge) {
    return bridge.startsWith(BRIDGE);
  }

  static boolean isSnoop(String bridge) {
    return bridge.startsWith(SNOOP);
  }

  static boolean isLeg(String channel) {
    return channel.startsWith(LEG);
  }

  static boolean isTalk(String recording) {
    return recording.matches(TALK + "[0-9]{1,9}-.+");
  }

  /// The part that a recording of a talk is.
  static int partOf(String talk) {
    return Integer.parseInt(talk.substring(TALK.length(), talk.indexOf('-', TALK.length())));
  }

  static String idOfTalk(String talk) {
    return talk.substring(talk.indexOf('-', TALK.length()) + 1);
  }

  /// Whether a channel is one that we made.
  static boolean ours(String channel) {
    return isLeg(channel)
        || channel.startsWith(CALLER)
        || channel.startsWith(EAR)
        || isSnoop(channel);
  }

  static String callOfBridge(String bridge) {
    return bridge.substring(BRIDGE.length());
  }

  /// The leg that a channel is in a call; empty when it is none of it.
  static String legOf(String channel, String call) {
    return isLeg(channel) && channel.endsWith("-" + call)
        ? channel.substring(LEG.length(), channel.length() - call.length() - 1)
        : "";
  }
}
