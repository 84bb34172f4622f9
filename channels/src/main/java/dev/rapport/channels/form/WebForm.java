package dev.rapport.channels.form;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.InboundContact;
import dev.rapport.channels.Sender;
import dev.rapport.channels.SenderIdentifier;
import dev.rapport.channels.SenderIdentifier.Kind;
import dev.rapport.channels.SenderIdentifier.Proof;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A form as it was filled in, within the limits of the schema `Form`. Fields left empty are null.
public record WebForm(
    String message,
    @Nullable String subject,
    @Nullable String name,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String topic,
    @Nullable String language,
    boolean person) {

  /// The contact this form is. Whatever a form says of its sender is claimed, nothing is proven.
  ///
  /// @param mailbox the address replies come from; null when forms are not answered by mail
  /// @param dedupeKey the caller's Idempotency-Key; null when it sent none
  public InboundContact toContact(
      String centre, @Nullable String mailbox, @Nullable String dedupeKey) {
    List<SenderIdentifier> identifiers = new ArrayList<>(2);
    if (email != null) {
      identifiers.add(new SenderIdentifier(Kind.EMAIL, email, Proof.CLAIMED));
    }
    if (phone != null) {
      identifiers.add(new SenderIdentifier(Kind.PHONE, phone, Proof.CLAIMED));
    }
    return new InboundContact(
        centre,
        ChannelKind.FORM,
        new Sender(identifiers, name, language),
        subject,
        message,
        topic,
        person,
        mailbox,
        dedupeKey,
        null,
        null,
        null,
        false,
        List.of(),
        null);
  }
}
