package dev.rapport.channels.sip;

import dev.rapport.channels.sip.Alarms.Alarm;
import java.util.concurrent.ThreadLocalRandom;

/// A provisional response that must arrive (RFC 3262): sent again until a PRACK names it.
final class Provisional {
  private final SipStack stack;
  private final ServerTransaction invite;
  private final SipResponse response;
  private final long number = ThreadLocalRandom.current().nextLong(1, 1L << 30);
  private Alarm again = Alarm.NONE;
  private boolean done;

  Provisional(SipStack stack, ServerTransaction invite, SipResponse response) {
    this.stack = stack;
    this.invite = invite;
    this.response = response.with("Require", "100rel").with("RSeq", String.valueOf(number));
  }

  void send() {
    invite.respond(response);
    repeat(ServerTransaction.T1);
  }

  private void repeat(long after) {
    again =
        stack
            .alarms()
            .after(
                after,
                () -> {
                  if (!done && after < ServerTransaction.LONGEST) {
                    invite.respond(response);
                    repeat(2 * after);
                  }
                });
  }

  void stop() {
    done = true;
    again.cancel();
  }

  /// Whether that PRACK is about this response.
  boolean acknowledged(SipRequest prack) {
    String expected = number + " " + invite.request().cseq();
    boolean mine =
        prack
            .header("RAck")
            .map(r -> r.strip().replaceAll("\\s+", " "))
            .orElse("")
            .equals(expected);
    if (mine) {
      stop();
    }
    return mine;
  }

  /// Acknowledges a reliable response of the other side, which we never asked to be reliable.
  static void acknowledge(SipStack stack, Dialog dialog, SipResponse response) {
    var number = response.header("RSeq");
    if (number.isEmpty() || !response.headers().lists("Require", "100rel")) {
      return;
    }
    dialog.established(response);
    var rack = new SipHeaders.Builder().add("RAck", number.get() + " " + response.cseq()).build();
    stack.send(dialog.request("PRACK", rack, SipResponse.NO_BODY), dialog.hop(), (_, _) -> {});
  }
}
