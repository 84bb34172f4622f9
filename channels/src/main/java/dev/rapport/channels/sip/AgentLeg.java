package dev.rapport.channels.sip;

import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneEvent.Failure;
import dev.rapport.channels.phone.PhoneEvent.Party;
import dev.rapport.channels.sip.Alarms.Alarm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An agent's phone in a call.
final class AgentLeg {
  final Leg leg;
  Alarm noAnswer = Alarm.NONE;
  private boolean ringing;

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

  /// It took the place of one that was answered.
  boolean answeredBefore;

  /// What is done when the dialog that it was to take the place of is not there.
  @Nullable Runnable otherwise;

  private String referredTo = "";
  private @Nullable Replaces replaces;

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

  /// Whether this is the first time it says that it rings.
  boolean firstRing() {
    boolean first = !ringing;
    ringing = true;
    return first;
  }

  /// What it is told when it offers anew. A phone that holds must be quiet: the music is ours.
  static @Nullable Sdp answerTo(@Nullable Sdp offer, @Nullable Sdp caller) {
    boolean holds = offer != null && offer.direction() == Sdp.Direction.SENDONLY;
    return caller != null && holds ? caller.with(Sdp.Direction.INACTIVE) : caller;
  }

  /// It put the caller on hold or took him back, when it did.
  Optional<PhoneEvent> holdChanged(String call, @Nullable Sdp caller) {
    Sdp remote = leg.remote();
    if (remote == null) {
      return Optional.empty();
    }
    Sdp.Direction way = remote.direction();
    // A phone that only listens because the caller put it on hold has not put anybody on hold.
    boolean calm = caller == null || caller.direction() == Sdp.Direction.SENDRECV;
    boolean now = way == Sdp.Direction.SENDONLY || (way == Sdp.Direction.INACTIVE && calm);
    if (now == held) {
      return Optional.empty();
    }
    held = now;
    return Optional.of(
        now ? new PhoneEvent.Held(call, Party.AGENT) : new PhoneEvent.Resumed(call, Party.AGENT));
  }

  /// To whom it wants to hand over, in lower case.
  String referredTo() {
    return referredTo;
  }

  /// The dialog that the caller is to take the place of there; null for none.
  @Nullable Replaces replaces() {
    return replaces;
  }

  /// What it is becomes another phone's.
  AgentLeg succeededBy(Leg fresh) {
    AgentLeg successor = new AgentLeg(fresh);
    successor.ringing = ringing;
    successor.told = told;
    successor.answeredBefore = leg.isAnswered();
    successor.noAnswer = noAnswer;
    return successor;
  }

  /// Talks to a colleague.
  void hear(AgentLeg colleague) {
    Sdp theirs = colleague.leg.remote();
    if (theirs != null && !held) {
      leg.wantWay(theirs.with(Sdp.Direction.SENDRECV));
    }
  }

  void answerTransfer(boolean accepted) {
    refer = null;
    leaving = accepted;
    notifyRefer(accepted ? "SIP/2.0 200 OK" : "SIP/2.0 603 Decline", true);
  }

  /// It asks to hand the caller over (RFC 3515): taken note of, or refused as nonsense.
  Optional<PhoneEvent> refer(ServerTransaction transaction, String call) {
    SipRequest request = transaction.request();
    List<SipAddress> to = request.addresses("Refer-To");
    if (to.size() != 1 || !to.getFirst().uri().isSip()) {
      transaction.respond(leg.reply(request, 400));
      return Optional.empty();
    }
    transaction.respond(leg.reply(request, 202));
    refer = request;
    notifyRefer("SIP/2.0 100 Trying", false);
    SipUri target = to.getFirst().uri();
    replaces = Replaces.inAddress(target.headers()).orElse(null);
    referredTo = target.name().toLowerCase(Locale.ROOT);
    return Optional.of(
        new PhoneEvent.TransferAsked(call, leg.id(), target.name(), replaces != null));
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
