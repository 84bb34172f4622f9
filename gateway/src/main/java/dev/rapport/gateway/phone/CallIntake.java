package dev.rapport.gateway.phone;

import dev.rapport.channels.Attachment;
import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.Conversations;
import dev.rapport.channels.InboundContact;
import dev.rapport.channels.Inbox;
import dev.rapport.channels.RawBytes;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.Sender;
import dev.rapport.channels.SenderIdentifier;
import dev.rapport.channels.phone.PhoneEvent;
import dev.rapport.channels.phone.PhoneEvent.CallerIdentity;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a call a contact. The number identifies and never proves: it is claimed, and vouched for
/// when the network has attested it in full.
public final class CallIntake {
  private final String centre;
  private final String language;
  private final boolean chooses;
  private final Inbox inbox;
  private final Conversations conversations;

  /// @param language in which callers are spoken to until they choose another
  /// @param chooses callers choose before they wait
  public CallIntake(
      String centre, String language, boolean chooses, Inbox inbox, Conversations conversations) {
    this.centre = centre;
    this.language = language;
    this.chooses = chooses;
    this.inbox = inbox;
    this.conversations = conversations;
  }

  String centre() {
    return centre;
  }

  Conversations conversations() {
    return conversations;
  }

  String language() {
    return language;
  }

  Future<Receipt> receive(PhoneEvent.Offered call) {
    CallerIdentity caller = call.caller();
    var sender =
        new Sender(identifiers(caller), caller.name().isEmpty() ? null : caller.name(), null);
    return Future.fromCompletionStage(
        inbox.receive(
            new InboundContact(
                centre,
                ChannelKind.PHONE,
                sender,
                null,
                words(call),
                null,
                !chooses,
                call.dialled().isEmpty() ? null : call.dialled(),
                call.dedupeKey(),
                call.call(),
                null,
                null,
                false,
                List.of(),
                null)));
  }

  /// Keeps what a caller said, in the conversation of the call.
  Future<Receipt> message(Call call, PhoneEvent.Recorded recorded) {
    CallerIdentity caller = call.caller;
    var wav = new Attachment("message.wav", "audio/wav", recorded.wav().length);
    return Future.fromCompletionStage(
        inbox.receive(
            new InboundContact(
                centre,
                ChannelKind.PHONE,
                new Sender(
                    identifiers(caller), caller.name().isEmpty() ? null : caller.name(), null),
                null,
                "Voice message, " + Math.ceilDiv(recorded.millis(), 1_000L) + " seconds",
                null,
                true,
                null,
                "message:" + call.contact,
                call.id,
                call.conversation,
                null,
                false,
                List.of(wav),
                RawBytes.owned(recorded.wav()))));
  }

  private static List<SenderIdentifier> identifiers(CallerIdentity caller) {
    if (caller.number().isEmpty()) {
      return List.of();
    }
    var proof =
        "A".equals(caller.attestation())
            ? SenderIdentifier.Proof.VOUCHED
            : SenderIdentifier.Proof.CLAIMED;
    return List.of(new SenderIdentifier(SenderIdentifier.Kind.PHONE, caller.number(), proof));
  }

  /// The first message of the conversation: what an agent reads where a chat has words.
  private static String words(PhoneEvent.Offered call) {
    CallerIdentity caller = call.caller();
    String from =
        caller.number().isEmpty() || caller.withheld() ? "a withheld number" : caller.number();
    StringBuilder words = new StringBuilder("Call from ").append(from);
    if (!call.dialled().isEmpty()) {
      words.append(" to ").append(call.dialled());
    }
    String diverted = caller.diverted();
    if (diverted != null && !diverted.isEmpty()) {
      words.append(", forwarded from ").append(diverted);
    }
    words.append(attested(caller.attestation()));
    String subject = call.headers().get("Subject");
    return subject == null ? words.toString() : words + "\n" + subject;
  }

  private static String attested(@Nullable String attestation) {
    return attestation == null ? "" : ", number attested " + attestation;
  }
}
