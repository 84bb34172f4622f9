package dev.rapport.gateway.pbx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a PBX tells of a call, in the shape that many of them share.
public sealed interface PbxWord {
  /// The PBX's own id of the call.
  String call();

  /// Somebody calls.
  ///
  /// @param from empty or a word such as `anonymous` when it is withheld
  /// @param rings whose telephones ring, as the PBX calls them; empty when it does not say
  record NewCall(String call, String from, String to, List<String> rings) implements PbxWord {
    public NewCall {
      rings = List.copyOf(rings);
    }
  }

  /// It rings at somebody's telephone.
  ///
  /// @param names what the PBX calls them
  record Ringing(String call, List<String> names) implements PbxWord {
    public Ringing {
      names = List.copyOf(names);
    }
  }

  /// Somebody picked up.
  ///
  /// @param names what the PBX calls them, the surest first
  /// @param at epoch milliseconds; null when the PBX does not say
  record Answer(String call, List<String> names, @Nullable Long at) implements PbxWord {
    public Answer {
      names = List.copyOf(names);
    }
  }

  /// The call is over.
  record HangUp(String call, @Nullable String cause) implements PbxWord {}
}
