package dev.rapport.channels.sip;

import dev.rapport.channels.sip.Alarms.Alarm;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// One telephone's side of a call: a dialog with an offer and an answer in it.
///
/// ```
///   inbound:  Invited ──accept──▶ Answered ──ACK──▶ Up ──▶ Ended
///   outbound: Invited ──2xx, our ACK───────────────▶ Up ──▶ Ended
/// ```
///
/// Its [Owner] hears each change once. Everything runs on the stack's thread.
final class Leg {
  private static final long RETRY_LEAST = 2_100;
  private static final long RETRY_MOST = 4_000;
  private static final long RETRY_SOON = 2_000;

  private final SipStack stack;
  private final String id;
  private final Owner owner;
  private final Dialog dialog;
  private final boolean inbound;
  private final Negotiation talk = new Negotiation();
  private final SessionTimer timer;
  private State state = State.INVITED;
  private @Nullable ServerTransaction invite;
  private @Nullable ServerTransaction answered;
  private @Nullable ClientTransaction inviting;
  private @Nullable Provisional reliable;
  private long ackOf;
  private boolean ackWithAnswer;
  private @Nullable SipRequest lastAck;
  private Alarm retry = Alarm.NONE;

  private enum State {
    INVITED,
    ANSWERED,
    UP,
    ENDED
  }

  /// Who a leg belongs to.
  interface Owner {
    /// Both sides know that it is answered.
    void up(Leg leg);

    void ringing(Leg leg);

    /// It was never answered.
    ///
    /// @param status 487 when it was taken back, 408 when nothing was heard
    void failed(Leg leg, int status);

    /// It was answered, and has ended.
    void ended(Leg leg, String cause);

    /// What the leg is to be told when it offers anew.
    @Nullable Sdp localFor(Leg leg);

    /// What is told or heard has changed.
    void renegotiated(Leg leg);

    /// Any other request within the dialog.
    void asked(Leg leg, ServerTransaction transaction);
  }

  /// A call that came in.
  Leg(SipStack stack, String id, Owner owner, ServerTransaction invite) {
    this.stack = stack;
    this.id = id;
    this.owner = owner;
    this.inbound = true;
    this.invite = invite;
    dialog = Dialog.ofServer(invite.request(), stack.tagOf(invite), invite.source());
    timer = new SessionTimer(this, stack.alarms());
    invite.whenCancelled(() -> failed(487));
    invite.whenNeverAcknowledged(() -> {
      if (state == State.ANSWERED) {
        hangUp("no_ack");
      }
    });
  }

  /// A call to be made.
  Leg(SipStack stack, String id, Owner owner, Dialog dialog) {
    this.stack = stack;
    this.id = id;
    this.owner = owner;
    this.inbound = false;
    this.dialog = dialog;
    timer = new SessionTimer(this, stack.alarms());
  }

  String id() {
    return id;
  }

  Dialog dialog() {
    return dialog;
  }

  @Nullable Sdp remote() {
    return talk.remote();
  }

  @Nullable Sdp local() {
    return talk.local();
  }

  boolean isUp() {
    return state == State.UP;
  }

  boolean isAnswered() {
    return state == State.ANSWERED || state == State.UP;
  }

  boolean isEnded() {
    return state == State.ENDED;
  }

  void heard(Sdp offer) {
    talk.heard(offer);
  }

  // --- A call that came in ---

  /// Tells the caller's network where the call stands.
  void progress(int status) {
    ServerTransaction open = invite;
    if (open != null && !open.answered()) {
      SipResponse response =
          SipResponse.to(open.request(), status, dialog.localTag()).with("Contact", contact());
      if (open.request().headers().lists("Require", "100rel")) {
        reliable = new Provisional(stack, open, response);
        reliable.send();
      } else {
        open.respond(response);
      }
    }
  }

  void refuse(SipResponse response) {
    if (invite != null && state == State.INVITED) {
      invite.respond(response);
      state = State.ENDED;
    }
  }

  SipResponse response(int status) {
    ServerTransaction open = invite;
    if (open == null) {
      throw new IllegalStateException("not a call that came in");
    }
    return SipResponse.to(open.request(), status, dialog.localTag());
  }

  /// Takes the call.
  void accept(Sdp sdp) {
    ServerTransaction open = invite;
    if (open == null || state != State.INVITED || open.answered()) {
      return;
    }
    state = State.ANSWERED;
    talk.theirs(true);
    stopReliable();
    SipResponse ok = response(200).with("Contact", contact()).with("Allow", SipDoor.ALLOWED);
    ok = ok.with("Supported", SipDoor.SUPPORTED);
    ok = timer.agree(open.request(), ok);
    answered = open;
    open.respond(ok.withBody("application/sdp", talk.tell(sdp)));
  }

  // --- A call of ours ---

  void invite(Sdp offer, SipHeaders more) {
    byte[] body = talk.tell(offer);
    inviting = stack.send(dialog.request("INVITE", described(more), body), dialog.hop(),
        this::inviteAnswered);
  }

  private SipHeaders described(SipHeaders more) {
    var headers =
        new SipHeaders.Builder()
            .add("Contact", contact())
            .add("Allow", SipDoor.ALLOWED)
            .add("Supported", SipDoor.SUPPORTED)
            .add("Content-Type", "application/sdp");
    more.fields().forEach(f -> headers.add(f.name(), f.value()));
    return headers.build();
  }

  private void inviteAnswered(ClientTransaction transaction, SipResponse response) {
    if (response.success()) {
      confirmed(transaction, response);
    } else if (response.provisional()) {
      if (response.status() > 100 && state == State.INVITED) {
        Provisional.acknowledge(stack, dialog, response);
        owner.ringing(this);
      }
    } else {
      failed(response.status());
    }
  }

  private void confirmed(ClientTransaction transaction, SipResponse ok) {
    if (state == State.UP && ok.to().tag().equals(dialog.remoteTag())) {
      if (lastAck != null) {
        stack.sendOnce(lastAck, dialog.hop());
      }
      return;
    }
    if (state == State.UP) {
      dismiss(transaction, ok);
      return;
    }
    boolean late = state == State.ENDED;
    dialog.established(ok);
    lastAck = dialog.ack(transaction.request().cseq().number());
    stack.sendOnce(lastAck, dialog.hop());
    if (late) {
      bye();
      return;
    }
    try {
      talk.heard(Sdp.parse(ok.body()));
    } catch (SipSyntaxException e) {
      state = State.ENDED;
      bye();
      owner.failed(this, 488);
      return;
    }
    state = State.UP;
    timer.agreed(ok);
    owner.up(this);
  }

  /// A second phone answered the same INVITE behind a forking proxy: thanked and hung up.
  private void dismiss(ClientTransaction transaction, SipResponse ok) {
    SipRequest invite = transaction.request();
    Dialog other = Dialog.ofClient(stack, "", invite.uri(), dialog.hop());
    other.established(ok);
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
        stack.sendOnce(request, dialog.hop());
      } else {
        stack.send(request, dialog.hop(), (_, _) -> {});
      }
    }
  }

  private void failed(int status) {
    if (state == State.INVITED) {
      state = State.ENDED;
      stopReliable();
      owner.failed(this, status);
    }
  }

  private void stopReliable() {
    if (reliable != null) {
      reliable.stop();
    }
  }

  // --- Both ---

  /// Ends the leg from our side, whatever state it is in. The owner is not told: it asked.
  void end() {
    switch (state) {
      case INVITED -> {
        state = State.ENDED;
        stopReliable();
        if (inviting != null) {
          inviting.cancel();
        } else if (invite != null) {
          invite.respond(response(480));
        }
      }
      case ANSWERED, UP -> {
        state = State.ENDED;
        bye();
      }
      case ENDED -> {}
    }
    timer.stop();
    retry.cancel();
  }

  /// Ends an answered leg for a reason of the protocol, and tells the owner.
  void hangUp(String cause) {
    if (isAnswered()) {
      end();
      owner.ended(this, cause);
    }
  }

  private void bye() {
    stack.send(
        dialog.request("BYE", new SipHeaders(List.of()), SipResponse.NO_BODY),
        dialog.hop(),
        (_, _) -> {});
  }

  /// Tells the other end a new description, as soon as that is possible.
  void want(Sdp sdp) {
    talk.want(sdp);
    renegotiate();
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
    if (told != null
        && told.where().equals(sdp.where())
        && told.direction() == sdp.direction()) {
      talk.forgetWish();
    } else {
      want(sdp);
    }
  }

  /// Nothing is being negotiated.
  boolean settled() {
    return !talk.ours() && !talk.theirs();
  }

  private void renegotiate() {
    Sdp offer = state == State.UP ? talk.due() : null;
    if (offer == null) {
      return;
    }
    Sdp before = talk.local();
    talk.ours(true);
    stack.send(
        dialog.request("INVITE", described(new SipHeaders(List.of())), talk.tell(offer)),
        dialog.hop(),
        (transaction, response) -> reinvited(transaction, response, before));
  }

  private void reinvited(ClientTransaction transaction, SipResponse response, @Nullable Sdp before) {
    if (response.provisional()) {
      return;
    }
    if (response.success()) {
      long number = transaction.request().cseq().number();
      if (number == ackOf && lastAck != null) {
        stack.sendOnce(lastAck, dialog.hop());
        return;
      }
      ackOf = number;
      dialog.refresh(response);
      lastAck = dialog.ack(number);
      stack.sendOnce(lastAck, dialog.hop());
      talk.ours(false);
      hearAnswer(response.body());
      owner.renegotiated(this);
      renegotiate();
      return;
    }
    if (response.status() == 491) {
      talk.refused(before);
      long wait =
          inbound
              ? ThreadLocalRandom.current().nextLong(RETRY_SOON)
              : ThreadLocalRandom.current().nextLong(RETRY_LEAST, RETRY_MOST);
      // The wish is made anew by whoever still has it, so that the newest wins.
      retry =
          stack.alarms()
              .after(
                  wait,
                  () -> {
                    talk.ours(false);
                    owner.renegotiated(this);
                  });
      return;
    }
    talk.ours(false);
    talk.refused(before);
    if (response.status() == 408 || response.status() == 481) {
      hangUp("gone");
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

  /// An ACK for a 2xx of ours.
  void acknowledged(SipRequest ack) {
    ServerTransaction open = answered;
    if (open == null || ack.cseq().number() != open.request().cseq().number()) {
      return;
    }
    open.acknowledged();
    answered = null;
    talk.theirs(false);
    if (ackWithAnswer || talk.remote() == null) {
      ackWithAnswer = false;
      hearAnswer(ack.body());
    }
    if (state == State.ANSWERED) {
      state = State.UP;
      owner.up(this);
    } else if (state == State.UP) {
      owner.renegotiated(this);
    }
    renegotiate();
  }

  /// A request within the dialog.
  void requested(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (!dialog.inOrder(request)) {
      transaction.respond(reply(request, 500));
      return;
    }
    dialog.heardFrom(transaction.source());
    switch (request.method()) {
      case "BYE" -> {
        transaction.respond(reply(request, 200));
        byed();
      }
      case "INVITE" -> reoffered(transaction);
      case "UPDATE" -> updated(transaction);
      case "PRACK" -> {
        boolean known = reliable != null && reliable.acknowledged(request);
        transaction.respond(reply(request, known ? 200 : 481));
      }
      default -> owner.asked(this, transaction);
    }
  }

  private void byed() {
    if (state == State.ENDED) {
      return;
    }
    boolean was = isAnswered();
    if (invite != null && !invite.answered()) {
      invite.respond(response(487));
    }
    state = State.ENDED;
    timer.stop();
    retry.cancel();
    stopReliable();
    if (was) {
      owner.ended(this, "bye");
    } else {
      owner.failed(this, 487);
    }
  }

  private void reoffered(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (talk.ours() || state == State.INVITED) {
      transaction.respond(reply(request, 491));
    } else if (talk.theirs()) {
      transaction.respond(reply(request, 500).with("Retry-After", "1"));
    } else {
      SipResponse ok = answerOffer(request);
      if (ok.success()) {
        ackWithAnswer = request.body().length == 0;
        talk.theirs(true);
        answered = transaction;
        transaction.whenNeverAcknowledged(() -> hangUp("no_ack"));
      }
      transaction.respond(ok);
    }
  }

  private void updated(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (request.body().length == 0) {
      dialog.refresh(request);
      transaction.respond(timer.agree(request, reply(request, 200).with("Contact", contact())));
    } else if (talk.ours() || talk.theirs()) {
      transaction.respond(reply(request, 491));
    } else {
      SipResponse ok = answerOffer(request);
      transaction.respond(ok);
      if (ok.success()) {
        owner.renegotiated(this);
        renegotiate();
      }
    }
  }

  private SipResponse answerOffer(SipRequest request) {
    dialog.refresh(request);
    if (SessionTimer.tooShort(request)) {
      return reply(request, 422).with("Min-SE", String.valueOf(SessionTimer.LEAST_SECONDS));
    }
    byte[] body;
    if (request.body().length == 0) {
      body = talk.repeat();
    } else {
      try {
        talk.heard(Sdp.parse(request.body()));
      } catch (SipSyntaxException e) {
        return reply(request, 488);
      }
      Sdp mine = owner.localFor(this);
      Sdp offer = talk.remote();
      if (mine == null || offer == null || !mine.answering(offer).usable()) {
        return reply(request, 488);
      }
      body = talk.tell(mine.answering(offer));
    }
    return timer
        .agree(request, reply(request, 200).with("Contact", contact()))
        .withBody("application/sdp", body);
  }

  SipResponse reply(SipRequest request, int status) {
    return SipResponse.to(request, status, dialog.localTag());
  }

  /// Sends a request that only has to be answered.
  void tell(String method, SipHeaders headers, byte[] body) {
    if (isAnswered()) {
      stack.send(dialog.request(method, headers, body), dialog.hop(), (_, response) -> {
        if (response.status() == 481 || (response.status() == 408 && method.equals("UPDATE"))) {
          hangUp("gone");
        }
      });
    }
  }

  private String contact() {
    Hop.Transport by = dialog.hop().transport();
    String suffix = by == Hop.Transport.UDP ? "" : ";transport=" + by.name().toLowerCase();
    return "<sip:rapport@" + SipStack.host(stack.wire().local(by)) + suffix + ">";
  }
}
