package dev.rapport.channels.sip;

import java.util.List;

/// What becomes of the second of two telephones that answered one INVITE.
final class Fork {
  private Fork() {}

  /// A second phone answered the same INVITE behind a forking proxy: thanked and hung up.
  static void dismiss(SipStack stack, Hop to, SipRequest invite, SipResponse ok) {
    for (String method : List.of("ACK", "BYE")) {
      long number = invite.cseq().number() + (method.equals("BYE") ? 1 : 0);
      var headers =
          new SipHeaders.Builder()
              .add("Max-Forwards", "70")
              .addAll("From", ok.headers().all("From"))
              .addAll("To", ok.headers().all("To"))
              .add("Call-ID", ok.callId())
              .add("CSeq", number + " " + method)
              .build();
      var request = new SipRequest(method, invite.uri(), headers, SipResponse.NO_BODY);
      if (method.equals("ACK")) {
        stack.sendOnce(request, to);
      } else {
        stack.send(request, to, (_, _) -> {});
      }
    }
  }
}
