package dev.rapport.channels.sip;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks at every new request before anybody works with it (RFC 3261, section 8.2): is the method
/// one of ours, the address, the extensions, the body; and whose dialog is it.
final class SipDoor implements SipStack.Handler {
  static final String ALLOWED =
      "INVITE, ACK, CANCEL, BYE, OPTIONS, REGISTER, UPDATE, REFER, NOTIFY, INFO, PRACK";
  static final String SUPPORTED = "timer, 100rel, replaces";

  private static final Set<String> METHODS = Set.of(ALLOWED.split(", "));
  private static final Set<String> EXTENSIONS = Set.of("timer", "100rel", "norefersub", "replaces");

  /// Known, and not ours to serve.
  private static final Set<String> ELSEWHERE = Set.of("SUBSCRIBE", "MESSAGE", "PUBLISH");

  private final Calls calls;
  private final Map<String, Leg> legs = new HashMap<>();

  /// Who works with what the door lets in.
  interface Calls {
    void called(ServerTransaction invite);

    /// An INVITE that takes the place of a leg of ours.
    default void replacing(ServerTransaction invite, Leg old) {
      invite.respond(SipResponse.to(invite.request(), 488, tagOf(invite)));
    }

    void register(ServerTransaction transaction);

    String tagOf(ServerTransaction transaction);
  }

  SipDoor(Calls calls) {
    this.calls = calls;
  }

  /// From now on requests of its dialog reach the leg.
  void admit(Leg leg) {
    legs.put(key(leg.dialog().callId(), leg.dialog().localTag()), leg);
  }

  void forget(Leg leg) {
    legs.remove(key(leg.dialog().callId(), leg.dialog().localTag()));
  }

  /// Dialogs that can be spoken in.
  int legs() {
    return legs.size();
  }

  private static String key(String callId, String tag) {
    return callId + " " + tag;
  }

  private @Nullable Leg leg(SipRequest request) {
    Leg leg = legs.get(key(request.callId(), request.to().tag()));
    boolean same =
        leg != null
            && (leg.dialog().remoteTag().isEmpty()
                || leg.dialog().remoteTag().equals(request.from().tag()));
    return same ? leg : null;
  }

  @Override
  public void ack(SipRequest ack) {
    Leg leg = leg(ack);
    if (leg != null) {
      leg.acknowledged(ack);
    }
  }

  @Override
  public void request(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    SipResponse refusal = refusal(transaction, request);
    if (refusal != null) {
      transaction.respond(refusal);
      return;
    }
    if (!request.to().tag().isEmpty()) {
      Leg leg = leg(request);
      if (leg == null) {
        answer(transaction, 481);
      } else {
        leg.requested(transaction);
      }
      return;
    }
    switch (request.method()) {
      case "INVITE" -> {
        SipResponse unfit = unfit(transaction, request);
        if (unfit != null) {
          transaction.respond(unfit);
        } else if (request.headers().has("Replaces")) {
          replaces(transaction);
        } else {
          calls.called(transaction);
        }
      }
      case "REGISTER" -> calls.register(transaction);
      case "OPTIONS" ->
          transaction.respond(
              SipResponse.to(request, 200, calls.tagOf(transaction))
                  .with("Allow", ALLOWED)
                  .with("Accept", "application/sdp")
                  .with("Supported", SUPPORTED));
      default -> answer(transaction, 481);
    }
  }

  /// Finds the dialog that is to be replaced (RFC 3891, section 3).
  private void replaces(ServerTransaction transaction) {
    Replaces which = transaction.request().header("Replaces").flatMap(Replaces::parse).orElse(null);
    if (which == null) {
      answer(transaction, 400);
      return;
    }
    Leg leg = legs.get(key(which.callId(), which.toTag()));
    boolean there = leg != null && leg.dialog().remoteTag().equals(which.fromTag());
    if (leg == null || !there || (!leg.isAnswered() && leg.inbound())) {
      answer(transaction, 481);
    } else if (leg.isEnded()) {
      answer(transaction, 603);
    } else if (which.earlyOnly() && leg.isAnswered()) {
      answer(transaction, 486);
    } else {
      calls.replacing(transaction, leg);
    }
  }

  private void answer(ServerTransaction transaction, int status) {
    transaction.respond(SipResponse.to(transaction.request(), status, calls.tagOf(transaction)));
  }

  private @Nullable SipResponse refusal(ServerTransaction transaction, SipRequest request) {
    String tag = calls.tagOf(transaction);
    if (!METHODS.contains(request.method())) {
      int status = ELSEWHERE.contains(request.method()) ? 405 : 501;
      return SipResponse.to(request, status, tag).with("Allow", ALLOWED);
    }
    int colon = request.uri().indexOf(':');
    String scheme = request.uri().substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
    if (!scheme.equals("sip") && !scheme.equals("sips")) {
      return SipResponse.to(request, 416, tag);
    }
    List<String> unknown =
        request.headers().tokens("Require").stream()
            .filter(e -> !EXTENSIONS.contains(e.toLowerCase(Locale.ROOT)))
            .toList();
    return unknown.isEmpty()
        ? null
        : SipResponse.to(request, 420, tag).withAll("Unsupported", unknown);
  }

  /// An INVITE whose body or wishes we cannot meet.
  private @Nullable SipResponse unfit(ServerTransaction transaction, SipRequest invite) {
    String tag = calls.tagOf(transaction);
    String type = mediaType(invite.header("Content-Type").orElse("application/sdp"));
    boolean encoded = invite.headers().has("Content-Encoding");
    if (encoded || (invite.body().length > 0 && !type.equals("application/sdp"))) {
      return SipResponse.to(invite, 415, tag)
          .with("Accept", "application/sdp")
          .with("Accept-Encoding", "identity");
    }
    List<String> accepted =
        invite.headers().tokens("Accept").stream().map(SipDoor::mediaType).toList();
    boolean acceptable =
        accepted.isEmpty()
            || accepted.contains("application/sdp")
            || accepted.contains("application/*")
            || accepted.contains("*/*");
    return acceptable ? null : SipResponse.to(invite, 406, tag);
  }

  private static String mediaType(String value) {
    return value.replaceFirst(";.*", "").replace(" ", "").toLowerCase(Locale.ROOT);
  }
}
