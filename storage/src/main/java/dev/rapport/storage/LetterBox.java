package dev.rapport.storage;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A letter box for the gateways of one centre: what one writes, another finds by number. Whoever
/// has read up to a number has seen all that went before.
public interface LetterBox {
  /// Completes with the letter's number when it is there.
  CompletableFuture<Long> send(String addressee, String words);

  /// The number of the newest letter; 0 when there never was one. Blocks.
  long end();

  /// Letters after a number to one of these, oldest first. Blocks.
  List<Letter> after(long number, List<String> addressees, int most);

  /// Throws away what is old. Completes with how many.
  CompletableFuture<Integer> sweep();

  /// @param addressee as the sender wrote it
  record Letter(long number, String addressee, String words) {}
}
