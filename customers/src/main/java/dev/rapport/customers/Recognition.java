package dev.rapport.customers;

import java.util.List;

/// Who the sender of a contact is, as far as the presented identifiers say. Always one of three,
/// never a guess.
public sealed interface Recognition {
  List<Evidence> evidence();

  /// Exactly one customer fits everything that was presented.
  ///
  /// @param proof never stronger than the strongest identifier presented (P38): being found on
  ///   record does not make a claim truer
  record Known(Customer customer, Proof proof, List<Evidence> evidence) implements Recognition {
    public Known {
      evidence = List.copyOf(evidence);
    }
  }

  /// More than one customer fits: the identifiers point at different customers, or a customer
  /// shares the only identifier with another. An agent asks; nothing is shown by itself.
  record Ambiguous(List<Customer> candidates, List<Evidence> evidence) implements Recognition {
    public Ambiguous {
      candidates = List.copyOf(candidates);
      evidence = List.copyOf(evidence);
    }
  }

  /// Nobody we know, or nobody who could be looked up in time. The reason is in words.
  record Unknown(String reason, List<Evidence> evidence) implements Recognition {
    public Unknown {
      evidence = List.copyOf(evidence);
    }
  }
}
