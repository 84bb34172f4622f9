package dev.rapport.channels.email;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.ConversationCard;
import dev.rapport.channels.Conversations;
import dev.rapport.channels.InboundContact;
import dev.rapport.channels.Inbox;
import dev.rapport.channels.PlainText;
import dev.rapport.channels.RawBytes;
import dev.rapport.channels.Receipt;
import dev.rapport.channels.Sender;
import dev.rapport.channels.SenderIdentifier;
import dev.rapport.channels.SenderIdentifier.Kind;
import dev.rapport.channels.SenderIdentifier.Proof;
import dev.rapport.channels.SetAside;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a mail becomes: a message in the conversation it answers, a new contact, or an item set
/// aside. The stage completes when that is durable.
///
/// ```
///   raw ─▶ MailParser ─┬─ readable ──▶ does it answer a mail of ours? ─▶ Inbox.receive
///                      └─ unreadable ────────────────────────────────▶ Inbox.setAside
/// ```
final class MailIntake {

  private static final Logger LOG = LoggerFactory.getLogger(MailIntake.class);
  private static final Pattern REPLY_PREFIX =
      Pattern.compile("^\\s*(?:(?:re|fwd?|aw|wg|sv|vs|tr|antw)\\s*(?:\\[\\d+])?\\s*:\\s*)+");

  private final Inbox inbox;
  private final Conversations conversations;
  private final MailParser parser;

  MailIntake(Inbox inbox, Conversations conversations, MailLimits limits) {
    this.inbox = inbox;
    this.conversations = conversations;
    this.parser = new MailParser(limits);
  }

  /// One mail to one mailbox of a centre.
  ///
  /// @param sender the envelope's sender; empty for a bounce
  record Envelope(String centre, String mailbox, String sender) {}

  /// Parses on the calling thread, which therefore is no event loop.
  CompletionStage<SmtpReply> take(Envelope envelope, RawBytes raw) {
    String key = MailFingerprint.of(envelope.mailbox(), raw);
    CompletionStage<SmtpReply> outcome =
        switch (parser.parse(raw)) {
          case ParsedMail.Legible mail -> readable(envelope, mail, raw, key);
          case ParsedMail.Illegible unreadable -> setAside(envelope, raw, key, unreadable.reason());
        };
    return outcome.exceptionally(fault -> {
      LOG.error("A mail was not stored; its sender is asked to try again", fault);
      return SmtpReply.FAULT;
    });
  }

  private CompletionStage<SmtpReply> readable(
      Envelope envelope, ParsedMail.Legible mail, RawBytes raw, String key) {
    String from = mail.from() != null ? mail.from() : MailHeaders.address(envelope.sender());
    if (from == null) {
      return setAside(envelope, raw, key, "it has no sender, neither in From nor in the envelope");
    }
    Sender sender =
        new Sender(
            List.of(new SenderIdentifier(Kind.EMAIL, from, Proof.CLAIMED)), mail.fromName(), null);
    return thread(envelope, mail, sender)
        .thenCompose(thread ->
            receive(contact(envelope, mail, sender, thread, raw, key), envelope, raw, key));
  }

  /// Where a mail belongs: at most one of the two is there.
  private record Place(
      @Nullable String conversation, @Nullable String related, boolean fromOurselves) {
    static final Place NEW = new Place(null, null, false);
  }

  /// A mail joins a conversation only when it answers a Message-ID that we made and its sender
  /// takes part there; with another subject it is a new contact beside it (P7).
  private CompletionStage<Place> thread(Envelope envelope, ParsedMail.Legible mail, Sender sender) {
    List<String> ids = new ArrayList<>(mail.references());
    if (mail.messageId() != null) {
      ids.add(mail.messageId());
    }
    if (ids.isEmpty()) {
      return CompletableFuture.completedStage(Place.NEW);
    }
    return ours(envelope.centre(), mail.messageId())
        .thenCompose(own ->
            conversations
                .ofMail(envelope.centre(), mail.references())
                .thenApply(card ->
                    card.map(c -> place(c, mail, sender, own)).orElse(new Place(null, null, own))));
  }

  /// Our own mail came back, by a forwarding loop or a mailbox that redirects to us.
  private CompletionStage<Boolean> ours(String centre, @Nullable String messageId) {
    return messageId == null
        ? CompletableFuture.completedStage(false)
        : conversations.ofMail(centre, List.of(messageId)).thenApply(Optional::isPresent);
  }

  private static Place place(
      ConversationCard card, ParsedMail.Legible mail, Sender sender, boolean own) {
    boolean takesPart = sender.identifiers().stream().anyMatch(i -> card.has(i.kind(), i.value()));
    boolean sameSubject = topic(card.subject()).equals(topic(mail.subject()));
    return takesPart && sameSubject
        ? new Place(card.id(), null, own)
        : new Place(null, card.id(), own);
  }

  private static String topic(@Nullable String subject) {
    String lower = subject == null ? "" : PlainText.line(subject).toLowerCase(Locale.ROOT);
    return REPLY_PREFIX.matcher(lower).replaceFirst("");
  }

  private static InboundContact contact(
      Envelope envelope,
      ParsedMail.Legible mail,
      Sender sender,
      Place thread,
      RawBytes raw,
      String key) {
    return new InboundContact(
        envelope.centre(),
        ChannelKind.EMAIL,
        sender,
        mail.subject(),
        mail.text(),
        null,
        false,
        envelope.mailbox(),
        key,
        mail.messageId(),
        thread.conversation(),
        thread.related(),
        mail.automatic() || envelope.sender().isEmpty() || thread.fromOurselves(),
        mail.attachments(),
        raw);
  }

  private CompletionStage<SmtpReply> receive(
      InboundContact contact, Envelope envelope, RawBytes raw, String key) {
    return inbox
        .receive(contact)
        .thenCompose(receipt ->
            switch (receipt) {
              case Receipt.Accepted _ -> CompletableFuture.completedStage(SmtpReply.ACCEPTED);
              case Receipt.Refused refused -> refused(refused, envelope, raw, key);
            });
  }

  private CompletionStage<SmtpReply> refused(
      Receipt.Refused refused, Envelope envelope, RawBytes raw, String key) {
    return switch (refused.reason()) {
      case STORAGE_FULL -> CompletableFuture.completedStage(SmtpReply.NO_ROOM);
      case OVERLOADED, UNAVAILABLE -> CompletableFuture.completedStage(SmtpReply.BUSY);
      // Neither will be otherwise the next time: a person has to look at it.
      case UNAUTHORISED, NO_CONTACT, TOO_LONG, BAD_NUMBER ->
          setAside(envelope, raw, key, "refused: " + refused.detail());
    };
  }

  private CompletionStage<SmtpReply> setAside(
      Envelope envelope, RawBytes raw, String key, String reason) {
    SetAside item =
        new SetAside(
            envelope.centre(),
            ChannelKind.EMAIL,
            envelope.sender(),
            envelope.mailbox(),
            reason,
            key,
            raw);
    return inbox
        .setAside(item)
        .thenApply(refused ->
            refused
                .map(r ->
                    r.reason() == Receipt.Reason.STORAGE_FULL ? SmtpReply.NO_ROOM : SmtpReply.BUSY)
                .orElse(SmtpReply.ACCEPTED));
  }
}
