package dev.rapport.channels.ari;

/// Our ids in Asterisk's, so that either side finds the other's things.
final class AriNames {
  private static final String LEG = "rapport-leg-";
  private static final String CALLER = "rapport-caller-";
  private static final String BRIDGE = "rapport-bridge-";

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

  static boolean isBridge(String bridge) {
    return bridge.startsWith(BRIDGE);
  }

  static boolean isLeg(String channel) {
    return channel.startsWith(LEG);
  }

  /// Whether a channel is one that we made.
  static boolean ours(String channel) {
    return isLeg(channel) || channel.startsWith(CALLER);
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
