package dev.rapport.channels.sip;

import dev.rapport.channels.phone.PhoneEvent.Failure;
import dev.rapport.channels.sip.Alarms.Alarm;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// An agent's phone in a call.
final class AgentLeg {
  final Leg leg;
  Alarm noAnswer = Alarm.NONE;
  boolean ringing;

  /// It rang for as long as it was to.
  boolean expired;

  /// That it is connected has been told.
  boolean told;

  /// Its transfer was accepted: it hangs up by itself.
  boolean leaving;

  /// It put the caller on hold.
  boolean held;

  /// A transfer it asked for and was not answered.
  @Nullable SipRequest refer;

  AgentLeg(Leg leg) {
    this.leg = leg;
  }

  static Failure failure(int status) {
    return switch (status) {
      case 486, 600 -> Failure.BUSY;
      case 480, 603, 403, 488, 606 -> Failure.REJECTED;
      case 487 -> Failure.CANCELLED;
      default -> Failure.UNREACHABLE;
    };
  }

  /// Tells it what became of its transfer (RFC 3515).
  void notifyRefer(String fragment, boolean last) {
    var headers =
        new SipHeaders.Builder()
            .add("Event", "refer")
            .add("Subscription-State", last ? "terminated;reason=noresource" : "active;expires=60")
            .add("Content-Type", "message/sipfrag;version=2.0")
            .build();
    leg.tell("NOTIFY", headers, fragment.getBytes(StandardCharsets.UTF_8));
  }
}
