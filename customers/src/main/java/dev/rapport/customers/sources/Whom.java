package dev.rapport.customers.sources;

import dev.rapport.customers.Identifier;
import java.util.List;

/// Whose things are asked for.
///
/// @param customer Rapport's own id
/// @param identifiers all of the person's, in one form
public record Whom(String centre, String customer, List<Identifier> identifiers) {
  public Whom {
    identifiers = List.copyOf(identifiers);
  }

  /// His numbers in a register, without its name.
  public List<String> numbers(String register) {
    String prefix = register + ":";
    return identifiers.stream()
        .filter(i -> i.kind() == Identifier.Kind.EXTERNAL_ID && i.value().startsWith(prefix))
        .map(i -> i.value().substring(prefix.length()))
        .toList();
  }

  /// All his numbers, e-mail addresses or telephone numbers.
  public List<String> values(Identifier.Kind kind) {
    return identifiers.stream().filter(i -> i.kind() == kind).map(Identifier::value).toList();
  }
}
