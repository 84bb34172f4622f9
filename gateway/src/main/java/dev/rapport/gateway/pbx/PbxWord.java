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
  record NewCall(String call, String from, String to) implements PbxWord {}

  /// Somebody picked up.
  ///
  /// @param names what the PBX calls them, the surest first
  /// @param at epoch milliseconds
  record Answer(String call, List<String> names, long at) implements PbxWord {
    public Answer {
      names = List.copyOf(names);
    }
  }

  /// The call is over.
  record HangUp(String call, @Nullable String cause) implements PbxWord {}
}
