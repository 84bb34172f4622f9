package dev.rapport.channels.sip;

import dev.rapport.channels.phone.PhoneCommand;

/// How the centre shows itself to those it calls, and what it says to those it does not take.
final class Outgoing {
  private static final String RETRY_AFTER = "10";

  private Outgoing() {}

  /// The dialog of a call to be made.
  ///
  /// @param number shown as who calls; empty shows nobody
  static Dialog dialog(SipStack stack, Reach reach, String number, String name) {
    String user = number.isEmpty() ? "anonymous" : number.replaceAll("[^+0-9A-Za-z_.-]", "");
    String host = SipStack.host(stack.wire().local(reach.hop().transport()));
    String display = name.isEmpty() ? "" : SipText.quoted(name) + " ";
    String from = display + "<sip:" + user + "@" + host + ">";
    return Dialog.ofClient(stack, from, reach.target(), reach.hop());
  }

  /// The answer to a call that is not taken.
  static SipResponse refusal(Leg caller, PhoneCommand.Cause cause) {
    return switch (cause) {
      case NORMAL -> caller.response(480);
      case BUSY -> caller.response(486);
      case REFUSED -> caller.response(603);
      case OVERLOADED, UNAVAILABLE -> caller.response(503).with("Retry-After", RETRY_AFTER);
    };
  }
}
