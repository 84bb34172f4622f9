package dev.rapport.channels;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a channel made of something that arrived: a request for attention, or one more message in a
/// conversation that goes on.
///
/// @param topic the topic or queue asked for; whether it exists is the gateway's to say
/// @param wantsPerson straight to a person, no answers first
/// @param recipient the address written or called to: the mailbox a reply goes out from
/// @param dedupeKey unique per centre and channel: the same key again is the same contact (P4)
/// @param externalId the sender's own id of the message (mail: Message-ID), to answer in its thread
/// @param conversation the conversation to go on with; null starts one. A chat without it goes on
///   with the open conversation of its proven visitor, when there is one
/// @param related a conversation this new one is shown next to, without joining it
/// @param automatic sent by a machine (a bounce, an out-of-office): nothing may answer it by itself
/// @param raw the bytes as they came; null where the text is all there was
public record InboundContact(
    String centre,
    ChannelKind channel,
    Sender sender,
    @Nullable String subject,
    String text,
    @Nullable String topic,
    boolean wantsPerson,
    @Nullable String recipient,
    @Nullable String dedupeKey,
    @Nullable String externalId,
    @Nullable String conversation,
    @Nullable String related,
    boolean automatic,
    List<Attachment> attachments,
    @Nullable RawBytes raw) {
  /// How the keys of calls begin that wait in the queue of a PBX, and not in ours.
  public static final String KEPT_ELSEWHERE = "pbx:";

  /// Whether somebody else decides who gets it: it is recorded, and offered to nobody.
  public boolean keptElsewhere() {
    return channel == ChannelKind.PHONE
        && dedupeKey != null
        && dedupeKey.startsWith(KEPT_ELSEWHERE);
  }

  public InboundContact {
    attachments = List.copyOf(attachments);
  }
}
