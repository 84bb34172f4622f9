package dev.rapport.channels.sip;

import java.util.List;
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
  private final SipStack stack;
  private final String id;
  private final Owner owner;
  private final Dialog dialog;
  private final boolean inbound;
  private final Negotiation talk = new Negotiation();
  private final SessionTimer timer;
  private final Renegotiation anew;
  private State state = State.INVITED;
  private @Nullable ServerTransaction invite;
  private @Nullable ClientTransaction inviting;
  private @Nullable Provisional reliable;

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
    anew = new Renegotiation(this, stack, owner, talk, timer);
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
    anew = new Renegotiation(this, stack, owner, talk, timer);
  }

  String id() {
    return id;
  }

  Owner owner() {
    return owner;
  }

  /// Whether it was the other end that opened the dialog.
  boolean inbound() {
    return inbound;
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
    anew.awaitAck(open);
    open.respond(ok.withBody("application/sdp", talk.tell(sdp)));
  }

  // --- A call of ours ---

  void invite(Sdp offer, SipHeaders more) {
    byte[] body = talk.tell(offer);
    inviting =
        stack.send(
            dialog.request("INVITE", described(more), body), dialog.hop(), this::inviteAnswered);
  }

  SipHeaders described(SipHeaders more) {
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
    if (!dialog.remoteTag().isEmpty() && dialog.remoteTag().equals(ok.to().tag())) {
      // Repeated, since our ACK was lost; also after the end, which is told once.
      anew.acknowledgeAgain();
      return;
    }
    if (state == State.UP) {
      Fork.dismiss(stack, dialog.hop(), transaction.request(), ok);
      return;
    }
    boolean late = state == State.ENDED;
    dialog.established(ok);
    anew.acknowledge(transaction.request().cseq().number());
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
    timer.watch();
    owner.up(this);
  }

  private void failed(int status) {
    if (state == State.INVITED) {
      state = State.ENDED;
      stopReliable();
      owner.failed(this, status);
    }
  }

  /// Its time to be answered is over.
  void expire() {
    if (state == State.INVITED) {
      end();
      owner.failed(this, 408);
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
    anew.stop();
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

  /// See [Renegotiation].
  void want(Sdp sdp) {
    anew.want(sdp);
  }

  void wantFrom(Sdp sdp) {
    anew.wantFrom(sdp);
  }

  void wantWay(Sdp sdp) {
    anew.wantWay(sdp);
  }

  /// Nothing is being negotiated.
  boolean settled() {
    return !talk.ours() && !talk.theirs();
  }

  /// An ACK for a 2xx of ours.
  void acknowledged(SipRequest ack) {
    if (!anew.acknowledged(ack)) {
      return;
    }
    if (state == State.ANSWERED) {
      state = State.UP;
      timer.watch();
      owner.up(this);
    } else if (state == State.UP) {
      owner.renegotiated(this);
    }
    anew.go();
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
      case "INVITE" -> anew.offered(transaction, state == State.INVITED);
      case "UPDATE" -> anew.updated(transaction);
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
    anew.stop();
    stopReliable();
    if (was) {
      owner.ended(this, "bye");
    } else {
      owner.failed(this, 487);
    }
  }

  SipResponse reply(SipRequest request, int status) {
    return SipResponse.to(request, status, dialog.localTag());
  }

  /// Sends a request that only has to be answered.
  void tell(String method, SipHeaders headers, byte[] body) {
    if (isAnswered()) {
      stack.send(
          dialog.request(method, headers, body),
          dialog.hop(),
          (_, response) -> {
            if (response.status() == 481
                || (response.status() == 408 && !method.equals("NOTIFY"))) {
              hangUp("gone");
            }
          });
    }
  }

  String contact() {
    return stack.contact(dialog.hop().transport());
  }
}
