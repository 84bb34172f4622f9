package dev.rapport.storage;

import dev.rapport.channels.ChannelKind;
import dev.rapport.channels.InboundContact;
import dev.rapport.channels.Sender;
import dev.rapport.channels.SenderIdentifier;
import dev.rapport.channels.SenderIdentifier.Kind;
import dev.rapport.channels.SenderIdentifier.Proof;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Contacts to hand to an inbox.
final class Inbound {

  static final String CENTRE = "velo";

  private Inbound() {}

  static InboundContact chat(
      String visitor, String text, String key, @Nullable String conversation) {
    return new InboundContact(
        CENTRE,
        ChannelKind.CHAT,
        new Sender(
            List.of(
                new SenderIdentifier(Kind.VISITOR, visitor, Proof.PROVEN),
                new SenderIdentifier(Kind.EMAIL, visitor + "@example.org", Proof.CLAIMED)),
            "Mina",
            "de"),
        null,
        text,
        null,
        true,
        null,
        key,
        null,
        conversation,
        null,
        false,
        List.of(),
        null);
  }

  static InboundContact mail(
      String from, String key, @Nullable String conversation, boolean automatic) {
    return new InboundContact(
        CENTRE,
        ChannelKind.EMAIL,
        new Sender(List.of(new SenderIdentifier(Kind.EMAIL, from, Proof.CLAIMED)), null, null),
        "A flat tyre",
        "It is flat again.",
        "repairs",
        false,
        "help@velo.example",
        key,
        "<" + key + "@elsewhere.example>",
        conversation,
        null,
        automatic,
        List.of(new dev.rapport.channels.Attachment("tyre.jpg", "image/jpeg", 12_345)),
        dev.rapport.channels.RawBytes.of(new byte[] {1, 0, 2}));
  }
}
