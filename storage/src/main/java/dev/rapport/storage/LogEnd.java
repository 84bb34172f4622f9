package dev.rapport.storage;

/// Where the log of a centre ends.
///
/// @param sequence of the last event, 0 when there is none
/// @param hash of the last event, which the next one will follow
record LogEnd(long sequence, String hash) {
  static final LogEnd EMPTY = new LogEnd(0, HashChain.START);
}
