package dev.rapport.channels.media;

/// Hears what a port received; called on the engine's thread, so it hands over and returns.
public interface MediaListener {
  /// A key was pressed: `0` to `9`, `*`, `#`, `A` to `D`.
  void digit(char digit);
}
