package dev.rapport.channels;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who a contact says it is from.
///
/// @param name the name as given, unproven
/// @param language a BCP 47 tag as given
public record Sender(
    List<SenderIdentifier> identifiers, @Nullable String name, @Nullable String language) {

  public Sender {
    identifiers = List.copyOf(identifiers);
  }

  /// The first identifier of that kind.
  public Optional<SenderIdentifier> first(SenderIdentifier.Kind kind) {
    return identifiers.stream().filter(i -> i.kind() == kind).findFirst();
  }
}
