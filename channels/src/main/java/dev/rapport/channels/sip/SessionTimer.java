package dev.rapport.channels.sip;

import dev.rapport.channels.sip.Alarms.Alarm;

/// Session timers (RFC 4028): a call whose other end has silently died is found out. Used when the
/// other end asks for them; otherwise it is asked by OPTIONS.
final class SessionTimer {
  /// The shortest interval agreed to, in seconds.
  static final int LEAST_SECONDS = 90;

  private static final int MOST_SECONDS = 86_400;
  private static final int LEAST_WARNING = 32;

  /// How often a call without a session timer is asked whether it is there still.
  static final long PROBE_MS = 60_000;

  private final Leg leg;
  private final Alarms alarms;
  private Alarm next = Alarm.NONE;
  private boolean agreed;

  SessionTimer(Leg leg, Alarms alarms) {
    this.leg = leg;
    this.alarms = alarms;
  }

  private static long seconds(SipMessage message) {
    String value = message.header("Session-Expires").orElse("").replaceFirst(";.*", "").strip();
    return SipText.isDigits(value) && value.length() < 10 ? Long.parseLong(value) : 0;
  }

  private static String refresher(SipMessage message) {
    String value = message.header("Session-Expires").orElse("").replace(" ", "");
    return value.contains("refresher=uas") ? "uas" : value.contains("refresher=uac") ? "uac" : "";
  }

  /// Whether a request asks for a shorter interval than we agree to.
  static boolean tooShort(SipRequest request) {
    long asked = seconds(request);
    return asked > 0 && asked < LEAST_SECONDS;
  }

  /// Agrees in a 2xx to what the request asks for, and begins to count.
  SipResponse agree(SipRequest request, SipResponse ok) {
    long asked = Math.min(seconds(request), MOST_SECONDS);
    if (asked == 0) {
      return ok;
    }
    boolean can = request.headers().lists("Supported", "timer");
    String refresher = !can || refresher(request).equals("uas") ? "uas" : "uac";
    start(asked, refresher.equals("uas"));
    SipResponse agreed = ok.with("Session-Expires", asked + ";refresher=" + refresher);
    return refresher.equals("uac") ? agreed.with("Require", "timer") : agreed;
  }

  /// The other end agreed to an INVITE of ours, perhaps with a timer of its own.
  void agreed(SipResponse ok) {
    long asked = Math.min(seconds(ok), MOST_SECONDS);
    if (asked >= LEAST_SECONDS) {
      start(asked, refresher(ok).equals("uac"));
    }
  }

  private void start(long seconds, boolean weRefresh) {
    agreed = true;
    next.cancel();
    if (weRefresh) {
      next = alarms.after(seconds * 500, () -> refresh(seconds));
    } else {
      long warning = Math.min(LEAST_WARNING, seconds / 3);
      next = alarms.after((seconds - warning) * 1_000, () -> leg.hangUp("session_expired"));
    }
  }

  private void refresh(long seconds) {
    var headers =
        new SipHeaders.Builder()
            .add("Supported", "timer")
            .add("Session-Expires", seconds + ";refresher=uac")
            .build();
    leg.tell("UPDATE", headers, SipResponse.NO_BODY);
    start(seconds, true);
  }

  /// Without a session timer, asks now and then: an end that answers 481, or nothing, is gone.
  void watch() {
    if (!agreed) {
      next = alarms.after(PROBE_MS, this::probe);
    }
  }

  private void probe() {
    if (agreed) {
      return;
    }
    next = alarms.after(PROBE_MS, this::probe);
    leg.tell("OPTIONS", new SipHeaders(java.util.List.of()), SipResponse.NO_BODY);
  }

  void stop() {
    next.cancel();
  }
}
