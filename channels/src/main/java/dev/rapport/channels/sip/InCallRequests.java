package dev.rapport.channels.sip;

/// What phones ask for within a call, besides offers and ends.
final class InCallRequests {
  private InCallRequests() {}

  static void answer(SipCall call, Leg leg, ServerTransaction transaction) {
    SipRequest request = transaction.request();
    AgentLeg agent = call.agent(leg);
    switch (request.method()) {
      case "REFER" -> {
        if (agent == null) {
          transaction.respond(leg.reply(request, 403));
        } else {
          agent.refer(transaction, call.id()).ifPresent(call::tell);
        }
      }
      case "INFO" -> {
        transaction.respond(leg.reply(request, 200));
        if (agent == null) {
          Dtmf.ofInfo(request).ifPresent(call.sound()::pressed);
        }
      }
      case "OPTIONS", "NOTIFY" -> transaction.respond(leg.reply(request, 200));
      default -> transaction.respond(leg.reply(request, 405).with("Allow", SipDoor.ALLOWED));
    }
  }
}
