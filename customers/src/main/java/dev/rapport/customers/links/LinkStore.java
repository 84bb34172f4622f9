package dev.rapport.customers.links;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Where assertions are kept. A port: storage implements it. Reads block.
public interface LinkStore {
  /// Assertions that name the record, closed ones too, oldest first, at most [Person#MAX_LINKS].
  List<IdentityLink> of(String centre, String customer);

  /// Everybody whom open assertions join with the record, itself first.
  Person person(String centre, String customer);

  /// Adds an assertion, durably, unless one of the records does not exist or open assertions forbid
  /// it.
  CompletionStage<Said> say(String centre, IdentityLink link);

  /// Closes one; empty when there is none open with this id.
  CompletionStage<Optional<IdentityLink>> close(
      String centre, String id, IdentityLink.Closing closing);

  /// What became of an assertion.
  sealed interface Said {
    record Kept(IdentityLink link) implements Said {}

    /// For people: why not.
    record Refused(String reason) implements Said {}
  }
}
