package dev.rapport.channels.sip;

import dev.rapport.channels.sip.Alarms.Alarm;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Offers and answers in a call that is up: INVITE and UPDATE within the dialog, theirs and ours,
/// and what happens when they meet (RFC 3261, section 14; RFC 3311).
final class Renegotiation {
  private static final long RETRY_LEAST = 2_100;
  private static final long RETRY_MOST = 4_000;
  private static final long RETRY_SOON = 2_000;

  private final Leg leg;
  private final SipStack stack;
  private final Leg.Owner owner;
  private final Negotiation talk;
  private final SessionTimer timer;
  private @Nullable ServerTransaction answered;
  private @Nullable SipRequest lastAck;
  private long ackOf;
  private boolean ackWithAnswer;
  private Alarm retry = Alarm.NONE;

  Renegotiation(Leg leg, SipStack stack, Leg.Owner owner, Negotiation talk, SessionTimer timer) {
    this.leg = leg;
    this.stack = stack;
    this.owner = owner;
    this.talk = talk;
    this.timer = timer;
  }

  /// Tells the other end a new description, as soon as that is possible.
  void want(Sdp sdp) {
    talk.want(sdp);
    go();
  }

  /// As [#want] when the address is another than what was told; direction and formats aside.
  void wantFrom(Sdp sdp) {
    Sdp told = talk.local();
    if (told != null && told.where().equals(sdp.where())) {
      talk.forgetWish();
    } else {
      want(sdp);
    }
  }

  /// As [#want] when address or direction are others than what was told.
  void wantWay(Sdp sdp) {
    Sdp told = talk.local();
    if (told != null && told.where().equals(sdp.where()) && told.direction() == sdp.direction()) {
      talk.forgetWish();
    } else {
      want(sdp);
    }
  }

  void go() {
    Sdp offer = leg.isUp() ? talk.due() : null;
    if (offer == null) {
      return;
    }
    Sdp before = talk.local();
    talk.ours(true);
    stack.send(
        leg.dialog().request("INVITE", leg.described(new SipHeaders(List.of())), talk.tell(offer)),
        leg.dialog().hop(),
        (transaction, response) -> reinvited(transaction, response, before));
  }

  private void reinvited(
      ClientTransaction transaction, SipResponse response, @Nullable Sdp before) {
    if (response.provisional()) {
      return;
    }
    if (response.success()) {
      long number = transaction.request().cseq().number();
      if (number == ackOf) {
        acknowledgeAgain();
        return;
      }
      ackOf = number;
      leg.dialog().refresh(response);
      acknowledge(number);
      talk.ours(false);
      hearAnswer(response.body());
      owner.renegotiated(leg);
      go();
      return;
    }
    if (response.status() == 491) {
      talk.refused(before);
      long wait =
          leg.inbound()
              ? ThreadLocalRandom.current().nextLong(RETRY_SOON)
              : ThreadLocalRandom.current().nextLong(RETRY_LEAST, RETRY_MOST);
      // The wish is made anew by whoever still has it, so that the newest wins.
      retry =
          stack
              .alarms()
              .after(
                  wait,
                  () -> {
                    talk.ours(false);
                    owner.renegotiated(leg);
                  });
      return;
    }
    talk.ours(false);
    talk.refused(before);
    if (response.status() == 408 || response.status() == 481) {
      leg.hangUp("gone");
    }
  }

  private void hearAnswer(byte[] body) {
    try {
      talk.heard(Sdp.parse(body));
    } catch (SipSyntaxException e) {
      // What was agreed before goes on being used; a phone that answers nonsense hears nothing new.
      talk.forgetWish();
    }
  }

  /// A 2xx of ours has to be acknowledged before anything else is negotiated.
  void awaitAck(ServerTransaction transaction) {
    answered = transaction;
  }

  /// Whether that ACK is the awaited one.
  boolean acknowledged(SipRequest ack) {
    ServerTransaction open = answered;
    if (open == null || ack.cseq().number() != open.request().cseq().number()) {
      return false;
    }
    open.acknowledged();
    answered = null;
    talk.theirs(false);
    if (ackWithAnswer || talk.remote() == null) {
      ackWithAnswer = false;
      hearAnswer(ack.body());
    }
    return true;
  }

  /// Acknowledges a 2xx to an INVITE of ours.
  void acknowledge(long number) {
    lastAck = leg.dialog().ack(number);
    acknowledgeAgain();
  }

  void acknowledgeAgain() {
    if (lastAck != null) {
      stack.sendOnce(lastAck, leg.dialog().hop());
    }
  }

  void stop() {
    retry.cancel();
  }

  /// An INVITE within the dialog.
  void offered(ServerTransaction transaction, boolean early) {
    SipRequest request = transaction.request();
    if (talk.ours() || early) {
      transaction.respond(leg.reply(request, 491));
    } else if (talk.theirs()) {
      transaction.respond(leg.reply(request, 500).with("Retry-After", "1"));
    } else {
      SipResponse ok = answerOffer(request);
      if (ok.success()) {
        ackWithAnswer = request.body().length == 0;
        talk.theirs(true);
        answered = transaction;
        transaction.whenNeverAcknowledged(() -> leg.hangUp("no_ack"));
      }
      transaction.respond(ok);
    }
  }

  void updated(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (request.body().length == 0) {
      leg.dialog().refresh(request);
      transaction.respond(
          timer.agree(request, leg.reply(request, 200).with("Contact", leg.contact())));
    } else if (talk.ours() || talk.theirs()) {
      transaction.respond(leg.reply(request, 491));
    } else {
      SipResponse ok = answerOffer(request);
      transaction.respond(ok);
      if (ok.success()) {
        owner.renegotiated(leg);
        go();
      }
    }
  }

  private SipResponse answerOffer(SipRequest request) {
    leg.dialog().refresh(request);
    if (SessionTimer.tooShort(request)) {
      return leg.reply(request, 422).with("Min-SE", String.valueOf(SessionTimer.LEAST_SECONDS));
    }
    byte[] body;
    if (request.body().length == 0) {
      body = talk.repeat();
    } else {
      try {
        talk.heard(Sdp.parse(request.body()));
      } catch (SipSyntaxException e) {
        return leg.reply(request, 488);
      }
      Sdp mine = owner.localFor(leg);
      Sdp offer = talk.remote();
      if (mine == null || offer == null || !mine.answering(offer).usable()) {
        return leg.reply(request, 488);
      }
      body = talk.tell(mine.answering(offer));
    }
    return timer
        .agree(request, leg.reply(request, 200).with("Contact", leg.contact()))
        .withBody("application/sdp", body);
  }
}
