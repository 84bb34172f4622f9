package dev.rapport.gateway.together;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// Brings words from one gateway to another: in the order of their sender, soon, and perhaps never.
interface Carrier extends AutoCloseable {
  /// The longest that is carried, in characters.
  int MOST_CHARS = 4 << 20;

  /// Begins to hear what is sent to one of these from now on; returns at once. To be called once.
  void listen(List<String> addressees, Listener hears);

  /// Called on a thread of the carrier's, for one after the other.
  interface Listener {
    void heard(String words);

    /// It listens, or does so again: what was sent before may not have been brought.
    default void listensAnew() {}
  }

  /// Completes with false when nobody will hear it; with true when somebody may. Never fails.
  CompletionStage<Boolean> send(String addressee, String words);

  /// Nothing has been heard for so long that another connection may help.
  void renew();

  @Override
  void close();
}
