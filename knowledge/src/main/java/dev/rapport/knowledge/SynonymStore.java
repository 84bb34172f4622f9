package dev.rapport.knowledge;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// Where synonyms last. Reads block; call them off the event loop.
public interface SynonymStore {

  /// At most {@link SynonymGroup#MAX_GROUPS}, by id.
  List<SynonymGroup> all(String centre);

  /// Grows with every change; 0 before the first. Cheap: asked twice a second.
  long revision(String centre);

  /// Creates or replaces the group with that id; false if there are too many already.
  CompletionStage<Boolean> save(String centre, SynonymGroup group);

  /// Completes with whether it was there.
  CompletionStage<Boolean> remove(String centre, String id);
}
