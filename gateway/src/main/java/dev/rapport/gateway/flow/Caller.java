package dev.rapport.gateway.flow;

import dev.rapport.channels.SenderIdentifier;
import dev.rapport.customers.Identifiers;
import dev.rapport.customers.PresentedIdentifier;
import dev.rapport.customers.Proof;
import dev.rapport.customers.Reading;
import dev.rapport.customers.Recognition;
import dev.rapport.customers.Recognizer;
import java.util.ArrayList;
import java.util.List;

/// Who is calling: translates what a channel saw into what recognition reads. Blocking, never
/// throws.
public final class Caller {
  private final String centre;
  private final Identifiers identifiers;
  private final Recognizer recognizer;

  public Caller(String centre, Identifiers identifiers, Recognizer recognizer) {
    this.centre = centre;
    this.identifiers = identifiers;
    this.recognizer = recognizer;
  }

  public Recognition recognise(List<SenderIdentifier> sender) {
    List<PresentedIdentifier> presented = new ArrayList<>();
    for (SenderIdentifier each : sender) {
      if (read(each) instanceof Reading.Read read) {
        presented.add(new PresentedIdentifier(read.identifier(), proof(each.proof())));
      }
    }
    return recognizer.recognise(centre, presented);
  }

  private Reading read(SenderIdentifier sender) {
    return switch (sender.kind()) {
      case PHONE -> identifiers.phone(sender.value());
      case EMAIL -> identifiers.email(sender.value());
      case EXTERNAL_ID -> identifiers.externalId(Identifiers.DEFAULT_SOURCE, sender.value());
      case VISITOR -> identifiers.visitor(sender.value());
    };
  }

  private static Proof proof(SenderIdentifier.Proof proof) {
    return switch (proof) {
      case UNKNOWN -> Proof.UNKNOWN;
      case CLAIMED -> Proof.CLAIMED;
      case VOUCHED -> Proof.VOUCHED;
      case PROVEN -> Proof.PROVEN;
    };
  }
}
