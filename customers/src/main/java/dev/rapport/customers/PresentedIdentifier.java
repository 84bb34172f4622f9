package dev.rapport.customers;

/// An identifier that came with a contact, and how well the channel could prove that the sender
/// holds it.
public record PresentedIdentifier(Identifier identifier, Proof proof) {
  /// `e-mail ana@example.org, claimed`.
  public String words() {
    return identifier.words() + ", " + proof.word();
  }
}
