package dev.rapport.knowledge.editing;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// Where attachments are kept. A port: storage implements it. Reads block; writes complete when
/// they are durable.
public interface AttachmentStore {
  /// Of an article, oldest first.
  List<Attachment> of(String centre, String article);

  /// The file itself; empty when there is none.
  Optional<Held> find(String centre, String article, String id);

  /// @param content for the reader alone, never changed
  @SuppressWarnings("ArrayRecordComponent") // Written out once, never compared.
  record Held(Attachment attachment, byte[] content) {}

  /// Completes with false when the article has [Attachment#MOST] already.
  CompletionStage<Boolean> add(
      String centre, String article, Attachment attachment, byte[] content);

  /// Completes with false when there is none.
  ///
  /// @param by a login
  /// @param at epoch milliseconds UTC
  CompletionStage<Boolean> remove(String centre, String article, String id, String by, long at);
}
